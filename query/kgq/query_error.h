// QueryError: why a query was refused or failed, with the words of the
// openCypher TCK for the kinds of errors; and QueryResult<T>, a value or such
// an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kg {

struct QueryError {
  enum class Phase : uint8_t { kCompileTime, kRuntime };

  std::string type;    // "SyntaxError", "TypeError", "ArgumentError"…
  std::string detail;  // "UndefinedVariable", "IntegerOverflow"…
  Phase phase = Phase::kCompileTime;
  std::string message;  // lower case, no full stop, with the nearest name
  // Where in the text: line and column in code points, from 1; 0 where the
  // error has no place.
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t length = 0;  // code points, for the caret
};

// "2:8: unexpected 'RETRUN'; expected RETURN", the source line and a caret.
std::string RenderError(const QueryError& error, std::string_view query);

template <typename T>
class [[nodiscard]] QueryResult {
 public:
  QueryResult(T value) : content_(std::move(value)) {}           // NOLINT
  QueryResult(QueryError error) : content_(std::move(error)) {}  // NOLINT

  bool ok() const { return std::holds_alternative<T>(content_); }
  T& value() & { return std::get<T>(content_); }
  const T& value() const& { return std::get<T>(content_); }
  T&& value() && { return std::get<T>(std::move(content_)); }
  const QueryError& error() const { return std::get<QueryError>(content_); }

 private:
  std::variant<T, QueryError> content_;
};

}  // namespace kg
