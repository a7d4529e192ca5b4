#include "query/kgq/run.h"

#include <algorithm>
#include <random>

#include "query/kgq/operator.h"
#include "query/kgq/parser.h"

namespace kg {
namespace {

// Chosen: deep enough for any document, shallow enough to be walked through by
// recursion.
constexpr uint32_t kMaxValueDepth = 500;

}  // namespace

QueryRun::QueryRun(const QueryPlan& plan, QueryParameters parameters,
                   const QueryOptions& options)
    : plan_(plan),
      parameters_(std::move(parameters)),
      options_(options),
      row_(plan.slots),
      started_(std::chrono::system_clock::now()) {
  subplans_.resize(plan.subplans.size());
  if (options.timeout_seconds > 0) {
    deadline_ = std::chrono::steady_clock::now() +
                std::chrono::duration_cast<std::chrono::nanoseconds>(
                    std::chrono::duration<double>(options.timeout_seconds));
  }
}

QueryRun::~QueryRun() = default;

void QueryRun::Fail(QuerySpan span, std::string type, std::string detail,
                    std::string message) {
  if (failed()) return;
  error_ = QueryError{};
  error_->type = std::move(type);
  error_->detail = std::move(detail);
  error_->phase = QueryError::Phase::kRuntime;
  error_->message = std::move(message);
  if (span.end > span.begin) SetPlace(plan_.text, span, &*error_);
}

void QueryRun::TypeError(QuerySpan span, std::string detail,
                         std::string message) {
  Fail(span, "TypeError", std::move(detail), std::move(message));
}

bool QueryRun::Check(const Status& status) {
  if (status.ok()) return true;
  const bool cancelled = status.kind() == ErrorKind::kCancelled;
  Fail({}, "ExecutionError", cancelled ? "Interrupted" : "GraphFailed",
       status.message());
  return false;
}

bool QueryRun::Look() {
  if (failed()) return false;
  if (options_.cancel != nullptr && options_.cancel->cancelled()) {
    Fail({}, "ExecutionError", "Interrupted", "interrupted");
  } else if (options_.timeout_seconds > 0 &&
             std::chrono::steady_clock::now() > deadline_) {
    Fail({}, "ExecutionError", "TimeLimitExceeded",
         "the query took longer than its time limit; raise --timeout or ask "
         "for less");
  }
  return !failed();
}

bool QueryRun::Reserve(uint64_t bytes) {
  held_bytes_ += bytes;
  return Fits({}, 0);
}

bool QueryRun::Fits(QuerySpan span, uint64_t bytes) {
  if (failed()) return false;
  if (bytes <= options_.memory_bytes &&
      held_bytes_ <= options_.memory_bytes - bytes) {
    return true;
  }
  Fail(span, "ExecutionError", "MemoryLimitExceeded",
       "the query needs more memory than its limit; raise --memory or ask for "
       "less");
  return false;
}

Value QueryRun::Bounded(QuerySpan span, Value value) {
  if (value.depth() > kMaxValueDepth) {
    Fail(span, "ExecutionError", "MemoryLimitExceeded",
         "lists are nested too deeply");
    return Value();
  }
  constexpr uint64_t kMost = uint64_t{1} << 56;
  const uint64_t weight = std::min(kMost, value.weight());
  if (!Fits(span, weight * sizeof(Value))) return Value();
  return value;
}

QueryOperator& QueryRun::Subplan(uint32_t index) {
  std::unique_ptr<QueryOperator>& made = subplans_[index];
  if (made == nullptr) made = MakeOperator(*plan_.subplans[index], *this);
  return *made;
}

uint64_t QueryRun::Random() {
  if (random_ == 0) random_ = std::random_device()() | 1;
  // splitmix64
  random_ += 0x9e3779b97f4a7c15ull;
  uint64_t z = random_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

const std::vector<NodeRef>& QueryRun::NodesNamed(const std::string& name) {
  const auto found = named_.find(name);
  if (found != named_.end()) return found->second;
  constexpr size_t kMostNames = 10000;  // chosen: a bound on the cache
  if (named_.size() >= kMostNames) named_.clear();
  std::vector<NodeRef>& nodes = named_[name];
  Result<std::vector<NodeRef>> result = graph().NodesNamed(name);
  if (!result.ok()) {
    Check(result.status());
    return nodes;
  }
  nodes = std::move(result).value();
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

uint64_t ValueBytes(const Value& value) {
  const uint64_t own = sizeof(Value);
  switch (value.kind()) {
    case Value::Kind::kString:
      return own + value.string().size() + 32;
    case Value::Kind::kPath:
      return own + value.path().nodes.size() * sizeof(NodeRef) +
             value.path().edges.size() * sizeof(EdgeRef) + 64;
    case Value::Kind::kList:
    case Value::Kind::kMap:
      return own + value.weight() * sizeof(Value);
    default:
      return own;
  }
}

}  // namespace kg
