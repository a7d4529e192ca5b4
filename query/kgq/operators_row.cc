// Operators that work on one row after another.

#include "query/kgq/aggregates.h"
#include "query/kgq/operator.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

class Once : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override { done_ = false; }
  bool DoNext() override { return !std::exchange(done_, true); }

  bool done_ = true;
};

class Filter : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override { input_->Open(); }
  bool DoNext() override {
    while (input_->Next()) {
      bool passes = true;
      for (const Expr* filter : node_.filters) {
        passes = IsTrue(*filter, run_);
        if (!passes) break;
      }
      if (run_.failed()) return false;
      if (passes) return true;
    }
    return false;
  }
};

class Project : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override { input_->Open(); }
  bool DoNext() override {
    if (!input_->Next()) return false;
    for (const Assignment& assignment : node_.assignments) {
      run_.slot(assignment.slot) = Evaluate(*assignment.expr, run_);
    }
    return true;
  }
};

// A list's elements; nothing for null; anything else is taken as one element.
class Unwind : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    list_ = Value();
    at_ = 0;
  }

  bool DoNext() override {
    while (!list_.is_list() || at_ == list_.list().size()) {
      if (!input_->Next()) return false;
      list_ = Evaluate(*node_.expr, run_);
      if (run_.failed()) return false;
      at_ = 0;
      if (!list_.is_list() && !list_.is_null()) list_ = Value::List({list_});
    }
    run_.slot(node_.to) = list_.list()[at_++];
    return true;
  }

  Value list_;
  size_t at_ = 0;
};

class Skip : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    skipped_ = false;
  }

  bool DoNext() override {
    if (!skipped_) {
      skipped_ = true;
      const uint64_t count = RowCount(*node_.expr, run_);
      for (uint64_t i = 0; i < count; ++i) {
        if (!input_->Next()) return false;
      }
    }
    return input_->Next();
  }

  bool skipped_ = false;
};

class Limit : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    started_ = false;
  }

  bool DoNext() override {
    if (!started_) {
      started_ = true;
      left_ = RowCount(*node_.expr, run_);
    }
    if (left_ == 0) return false;
    --left_;
    return input_->Next();
  }

  bool started_ = false;
  uint64_t left_ = 0;
};

// OPTIONAL MATCH: the rows of the inner plan, or one with nulls.
class Optional : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    input_->Open();
    active_ = false;
  }

  bool DoNext() override {
    while (true) {
      if (!active_) {
        if (!input_->Next()) return false;
        inner_[0]->Open();
        active_ = true;
        matched_ = false;
      }
      if (inner_[0]->Next()) {
        matched_ = true;
        return true;
      }
      if (run_.failed()) return false;
      active_ = false;
      if (matched_) continue;
      for (const SlotId slot : node_.nulls) run_.slot(slot) = Value();
      return true;
    }
  }

  bool active_ = false;
  bool matched_ = false;
};

class Union : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 private:
  void DoOpen() override {
    at_ = 0;
    inner_[0]->Open();
  }

  bool DoNext() override {
    while (true) {
      if (inner_[at_]->Next()) return true;
      if (run_.failed() || at_ + 1 == inner_.size()) return false;
      inner_[++at_]->Open();
    }
  }

  size_t at_ = 0;
};

}  // namespace

uint64_t RowCount(const Expr& expr, QueryRun& run) {
  const Value value = Evaluate(expr, run);
  if (run.failed()) return 0;
  if (!value.is_integer()) {
    run.Fail(expr.span, "SyntaxError", "InvalidArgumentType",
             "expected an integer as the number of rows, got " +
                 std::string(KindName(value)));
    return 0;
  }
  if (value.integer() < 0) {
    run.Fail(expr.span, "SyntaxError", "NegativeIntegerArgument",
             "a number of rows cannot be negative, got " +
                 std::to_string(value.integer()));
    return 0;
  }
  return static_cast<uint64_t>(value.integer());
}

std::unique_ptr<QueryOperator> MakeRowOperator(const PlanNode& node,
                                               QueryRun& run) {
  switch (node.kind) {
    case PlanKind::kFilter:
      return std::make_unique<Filter>(node, run);
    case PlanKind::kProject:
      return std::make_unique<Project>(node, run);
    case PlanKind::kUnwind:
      return std::make_unique<Unwind>(node, run);
    case PlanKind::kSkip:
      return std::make_unique<Skip>(node, run);
    case PlanKind::kLimit:
      return std::make_unique<Limit>(node, run);
    case PlanKind::kOptional:
      return std::make_unique<Optional>(node, run);
    case PlanKind::kUnion:
      return std::make_unique<Union>(node, run);
    default:
      return std::make_unique<Once>(node, run);
  }
}

}  // namespace kg
