// Private to the compiler: guards that put its state back.
#pragma once

#include <utility>

#include "query/kgq/compiler.h"

namespace kg {

// Collects the slots that are read while it lives, also for its outer one.
class QueryCompiler::ReadCollector {
 public:
  explicit ReadCollector(QueryCompiler* compiler)
      : compiler_(compiler), outer_(compiler->reads_) {
    compiler->reads_ = &reads_;
  }
  ~ReadCollector() {
    compiler_->reads_ = outer_;
    if (outer_ != nullptr) outer_->insert(reads_.begin(), reads_.end());
  }
  ReadCollector(const ReadCollector&) = delete;
  ReadCollector& operator=(const ReadCollector&) = delete;

  // Those that variables of the scope have: no local ones of expressions.
  std::set<SlotId> InScope() const {
    std::set<SlotId> slots;
    for (const auto& [name, variable] : compiler_->scope_) {
      if (reads_.count(variable.slot) > 0) slots.insert(variable.slot);
    }
    return slots;
  }
  const std::set<SlotId>& reads() const { return reads_; }

 private:
  QueryCompiler* compiler_;
  std::set<SlotId>* outer_;
  std::set<SlotId> reads_;
};

// Puts scope and aggregate rules back.
class QueryCompiler::ScopeKeeper {
 public:
  explicit ScopeKeeper(QueryCompiler* compiler)
      : compiler_(compiler),
        scope_(compiler->scope_),
        allowed_(compiler->aggregates_allowed_),
        inside_(compiler->in_aggregate_) {}
  ~ScopeKeeper() {
    compiler_->scope_ = std::move(scope_);
    compiler_->aggregates_allowed_ = allowed_;
    compiler_->in_aggregate_ = inside_;
  }
  ScopeKeeper(const ScopeKeeper&) = delete;
  ScopeKeeper& operator=(const ScopeKeeper&) = delete;

 private:
  QueryCompiler* compiler_;
  VariableScope scope_;
  bool allowed_;
  bool inside_;
};

}  // namespace kg
