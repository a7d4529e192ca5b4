// Runs cases of the TCK on an engine and says where its answers differ.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "tests/tck/tck_case.h"

namespace kg::tck {

struct EngineError {
  std::string type;
  std::string phase;  // "compile time" or "runtime"
  std::string detail;
  std::string message;
};

struct EngineResult {
  std::vector<std::string> columns;
  std::vector<std::vector<TckValue>> rows;
  std::optional<EngineError> error;  // then there is no more
};

// A query engine with a graph of its own.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual void Clear() = 0;
  // Changes the graph by a statement.
  virtual Status SetUp(const std::string& statement,
                       const TckParameters& parameters) = 0;
  virtual EngineResult Run(const std::string& query,
                           const TckParameters& parameters) = 0;
};

// Where the scripts of named graphs lie.
class GraphScripts {
 public:
  // Looks for graphs/NAME/NAME.json in the folder and in those above it.
  explicit GraphScripts(std::string folder) : folder_(std::move(folder)) {}
  // The statements that make the graph.
  Result<std::vector<std::string>> Statements(const std::string& name) const;

 private:
  std::string folder_;
};

struct Mismatch {
  std::string query;
  std::string expected;
  std::string got;
};

// Nothing if the engine does all that the case expects.
std::optional<Mismatch> RunCase(const TckCase& test, const GraphScripts& graphs,
                                Engine* engine);

// "" if the result is as expected, else what it is.
std::string Check(const Expectation& expected, const EngineResult& result);

}  // namespace kg::tck
