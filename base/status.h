// Status and Result<T>: how every fallible function of kg reports failure.
// Values, copyable, safe to move between threads. No exception crosses a
// function of ours; wrappers of libraries convert at the edge.
//
// Message style: lower case, no full stop, place first, then the fact, then
// what would help: "a.json:12: expected string for 'title', got number".
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace kg {

enum class ErrorKind {
  kNotFound,      // what was asked for is not there
  kInvalidInput,  // the caller's or an outside file's content is wrong
  kCorrupt,       // our own stored bytes break a rule
  kIo,            // the operating system refused
  kUnsupported,   // right, but not by this build, version or processor
  kCancelled,     // the cancel token was set
};

class [[nodiscard]] Status {
 public:
  Status() = default;  // done
  static Status NotFound(std::string m) {
    return {ErrorKind::kNotFound, std::move(m)};
  }
  static Status InvalidInput(std::string m) {
    return {ErrorKind::kInvalidInput, std::move(m)};
  }
  static Status Corrupt(std::string m) {
    return {ErrorKind::kCorrupt, std::move(m)};
  }
  static Status Io(std::string m) { return {ErrorKind::kIo, std::move(m)}; }
  static Status Unsupported(std::string m) {
    return {ErrorKind::kUnsupported, std::move(m)};
  }
  static Status Cancelled() { return {ErrorKind::kCancelled, "interrupted"}; }

  bool ok() const { return ok_; }
  // kind() and message() are meaningful only if !ok().
  ErrorKind kind() const { return kind_; }
  const std::string& message() const { return message_; }
  // The same failure with `place` and ": " before its message.
  Status At(const std::string& place) const {
    return ok_ ? *this : Status(kind_, place + ": " + message_);
  }

 private:
  Status(ErrorKind kind, std::string message)
      : ok_(false), kind_(kind), message_(std::move(message)) {}

  bool ok_ = true;
  ErrorKind kind_ = ErrorKind::kInvalidInput;
  std::string message_;
};

// Either a value or a failed Status. value() may be called only if ok().
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}        // NOLINT
  Result(Status status) : content_(std::move(status)) {  // NOLINT
    assert(!std::get<Status>(content_).ok());
  }

  bool ok() const { return std::holds_alternative<T>(content_); }
  Status status() const { return ok() ? Status() : std::get<Status>(content_); }
  T& value() & { return std::get<T>(content_); }
  const T& value() const& { return std::get<T>(content_); }
  T&& value() && { return std::get<T>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Status> content_;
};

}  // namespace kg

#define KG_CONCAT_INNER(a, b) a##b
#define KG_CONCAT(a, b) KG_CONCAT_INNER(a, b)

// Returns from the enclosing function if `expression` is a failed Status.
#define KG_RETURN_IF_ERROR(expression)       \
  do {                                       \
    ::kg::Status kg_status_ = (expression);  \
    if (!kg_status_.ok()) return kg_status_; \
  } while (false)

// KG_ASSIGN(auto x, F()): declares or assigns x from a Result, or returns.
#define KG_ASSIGN(target, expression) \
  KG_ASSIGN_INNER(KG_CONCAT(kg_result_, __LINE__), target, expression)
#define KG_ASSIGN_INNER(result, target, expression) \
  auto result = (expression);                       \
  if (!result.ok()) return result.status();         \
  target = std::move(result).value()
