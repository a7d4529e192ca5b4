#include "query/kgq/aggregates.h"

#include <algorithm>
#include <cmath>

#include "query/kgq/temporal_value.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

constexpr AggregateInfo kAggregates[] = {
    {"count", AggregateKind::kCount},
    {"sum", AggregateKind::kSum},
    {"avg", AggregateKind::kAverage},
    {"min", AggregateKind::kMin},
    {"max", AggregateKind::kMax},
    {"collect", AggregateKind::kCollect},
    {"stdev", AggregateKind::kDeviation},
    {"stdevp", AggregateKind::kPopulationDeviation},
    {"percentiledisc", AggregateKind::kPercentileDisc, 2},
    {"percentilecont", AggregateKind::kPercentileCont, 2},
};

// A binary operation on temporal values, for sums and averages of durations.
Value Computed(ExprKind kind, const Expr& call, const Value& a, const Value& b,
               QueryRun& run) {
  Expr expr;
  expr.kind = kind;
  expr.span = call.span;
  return TemporalArithmetic(expr, a, b, run);
}

}  // namespace

const AggregateInfo* FindAggregate(std::string_view name) {
  for (const AggregateInfo& info : kAggregates) {
    if (info.name == name) return &info;
  }
  return nullptr;
}

std::vector<std::string_view> AggregateNames() {
  std::vector<std::string_view> names;
  for (const AggregateInfo& info : kAggregates) names.push_back(info.name);
  return names;
}

size_t Aggregate::Hash::operator()(const Value& value) const {
  return HashValue(value);
}

bool Aggregate::Same::operator()(const Value& a, const Value& b) const {
  return EquivalentValues(a, b);
}

void Aggregate::Add(QueryRun& run, int64_t times) {
  if (call_->kind == AggregateKind::kCountAll) {
    count_ += times;
    return;
  }
  const Value value = Evaluate(*call_->call->args[0], run);
  if (call_->kind == AggregateKind::kPercentileDisc ||
      call_->kind == AggregateKind::kPercentileCont) {
    TakePercentile(run);
  }
  if (value.is_null() || run.failed()) return;
  if (call_->distinct && !IsNew(value, run)) return;
  count_ += times;
  switch (call_->kind) {
    case AggregateKind::kSum:
    case AggregateKind::kAverage:
      Sum(value, run);
      break;
    case AggregateKind::kMin:
      if (count_ == 1 || OrderValues(value, best_) < 0) best_ = value;
      break;
    case AggregateKind::kMax:
      if (count_ == 1 || OrderValues(value, best_) > 0) best_ = value;
      break;
    case AggregateKind::kDeviation:
    case AggregateKind::kPopulationDeviation:
      if (Numeric(value, run)) Deviate(value.number());
      break;
    case AggregateKind::kCollect:
      Keep(value, run);
      break;
    case AggregateKind::kPercentileDisc:
    case AggregateKind::kPercentileCont:
      if (Numeric(value, run)) Keep(value, run);
      break;
    default:
      break;
  }
}

bool Aggregate::IsNew(const Value& value, QueryRun& run) {
  if (value.is_node()) {
    const size_t more = seen_nodes_.bytes_with_one_more() - seen_nodes_.bytes();
    if (more > 0 && !Reserve(more, run)) return false;
    return seen_nodes_.Insert(value.node().id).second;
  }
  if (seen_ == nullptr) {
    seen_ = std::make_unique<std::unordered_set<Value, Hash, Same>>();
  }
  return seen_->insert(value).second && Reserve(ValueBytes(value) + 32, run);
}

bool Aggregate::Numeric(const Value& value, QueryRun& run) const {
  if (value.is_number()) return true;
  run.TypeError(call_->call->span, "InvalidArgumentType",
                call_->call->name + "() expects numbers, got " +
                    std::string(KindName(value)));
  return false;
}

void Aggregate::Sum(const Value& value, QueryRun& run) {
  if (value.is_temporal()) {
    if (best_.is_null()) {
      best_ = value;
      // Only durations have a sum: of one value, asked for all the same.
      Computed(ExprKind::kMultiply, *call_->call, value, Value::Integer(1),
               run);
    } else {
      best_ = Computed(ExprKind::kAdd, *call_->call, best_, value, run);
    }
    return;
  }
  if (!Numeric(value, run)) return;
  sum_ += value.number();
  if (value.is_float()) {
    has_float_ = true;
  } else if (__builtin_add_overflow(whole_, value.integer(), &whole_)) {
    overflow_ = true;
  }
  mean_ += (value.number() - mean_) / static_cast<double>(count_);
}

void Aggregate::Deviate(double value) {
  const double delta = value - mean_;
  mean_ += delta / static_cast<double>(count_);
  m2_ += delta * (value - mean_);
}

void Aggregate::Keep(const Value& value, QueryRun& run) {
  if (Reserve(ValueBytes(value), run)) kept_.push_back(value);
}

bool Aggregate::Reserve(uint64_t bytes, QueryRun& run) {
  reserved_bytes_ += bytes;
  return run.Reserve(bytes);
}

void Aggregate::TakePercentile(QueryRun& run) {
  if (percentile_) return;
  const Value value = Evaluate(*call_->call->args[1], run);
  const bool fits =
      value.is_number() && value.number() >= 0 && value.number() <= 1;
  if (fits) {
    percentile_ = value.number();
  } else {
    run.Fail(call_->call->span, "ArgumentError", "NumberOutOfRange",
             "a percentile is a number from 0 to 1");
  }
}

Value Aggregate::Percentile(QueryRun& run) {
  if (kept_.empty() || !percentile_ || run.failed()) return Value();
  std::sort(kept_.begin(), kept_.end(), [](const Value& a, const Value& b) {
    return OrderValues(a, b) < 0;
  });
  const auto size = static_cast<double>(kept_.size());
  if (call_->kind == AggregateKind::kPercentileDisc) {
    const double rank = std::ceil(*percentile_ * size);
    return kept_[static_cast<size_t>(std::max(1.0, rank)) - 1];
  }
  const double place = *percentile_ * (size - 1);
  const auto below = static_cast<size_t>(std::floor(place));
  const auto above = static_cast<size_t>(std::ceil(place));
  const double low = kept_[below].number();
  const double high = kept_[above].number();
  return Value::Float(low + (high - low) * (place - std::floor(place)));
}

Value Aggregate::Total(QueryRun& run) const {
  if (best_.is_temporal()) return best_;
  if (has_float_) return Value::Float(sum_);
  if (!overflow_) return Value::Integer(whole_);
  run.Fail(call_->call->span, "ArithmeticError", "IntegerOverflow",
           "the sum does not fit in 64 bits");
  return Value();
}

Value Aggregate::Average(QueryRun& run) const {
  if (count_ == 0) return Value();
  if (!best_.is_temporal()) {
    // The running mean does not overflow; a sum of integers is exact.
    if (has_float_ || overflow_) return Value::Float(mean_);
    return Value::Float(static_cast<double>(whole_) /
                        static_cast<double>(count_));
  }
  return Computed(ExprKind::kDivide, *call_->call, best_,
                  Value::Integer(count_), run);
}

Value Aggregate::Result(QueryRun& run) {
  switch (call_->kind) {
    case AggregateKind::kCountAll:
    case AggregateKind::kCount:
      return Value::Integer(count_);
    case AggregateKind::kSum:
      return Total(run);
    case AggregateKind::kAverage:
      return Average(run);
    case AggregateKind::kMin:
    case AggregateKind::kMax:
      return best_;
    case AggregateKind::kCollect:
      return run.Bounded(call_->call->span, Value::List(std::move(kept_)));
    case AggregateKind::kDeviation:
      return Value::Float(
          count_ < 2 ? 0.0 : std::sqrt(m2_ / static_cast<double>(count_ - 1)));
    case AggregateKind::kPopulationDeviation:
      return Value::Float(
          count_ == 0 ? 0.0 : std::sqrt(m2_ / static_cast<double>(count_)));
    default:
      return Percentile(run);
  }
}

}  // namespace kg
