// Speed of prepared queries on one thread, over the store of a graph that
// shared/bench/graph.py writes:
//
//   python3 graph.py --relations 1000000 --out DIR
//   kg load --db DIR/kg.db DIR/facts.jsonl
//   kgq_bench DIR/kg.db DIR/starts.txt bench/queries
//
// Prints, for each query of the folder, runs and rows a second over the starts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "graph/store/store.h"
#include "graph/view/view_graph.h"
#include "query/kgq/engine.h"

namespace kg {
namespace {

struct Start {
  std::string name;
  std::string predicate;
};

std::vector<Start> ReadStarts(const char* path) {
  std::vector<Start> starts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    starts.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return starts;
}

struct Rate {
  size_t runs = 0;
  size_t rows = 0;
  double seconds = 0;
};

// At least a second, or every start once.
Rate Measure(const PreparedQuery& query, const std::vector<Start>& starts) {
  constexpr double kSeconds = 1;
  Rate rate;
  const auto begin = std::chrono::steady_clock::now();
  for (size_t i = 0; i < starts.size() || rate.seconds < kSeconds; ++i) {
    const Start& start = starts[i % starts.size()];
    const Start& other = starts[(i * 7 + 1) % starts.size()];
    RowStream stream = query.Run({{"name", Value::String(start.name)},
                                  {"predicate", Value::String(start.predicate)},
                                  {"other", Value::String(other.name)}},
                                 {});
    while (stream.Next()) ++rate.rows;
    ++rate.runs;
    rate.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count();
    if (rate.seconds > 10 * kSeconds) break;
  }
  return rate;
}

int Run(char** arguments) {
  const Result<std::unique_ptr<Snapshot>> snapshot =
      Snapshot::Open(arguments[1]);
  const std::vector<Start> starts = ReadStarts(arguments[2]);
  if (!snapshot.ok() || starts.empty()) {
    std::fprintf(stderr, "kgq_bench: no store or no starts\n");
    return 1;
  }
  const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(**snapshot);
  if (!graph.ok()) return 1;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[3])) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::printf("%-26s %10s %12s\n", "query", "runs/s", "rows/s");
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const QueryResult<PreparedQuery> query = PrepareQuery(**graph, text);
    if (!query.ok()) {
      std::fprintf(stderr, "%s: %s\n", file.c_str(),
                   RenderError(query.error(), text).c_str());
      return 1;
    }
    const Rate rate = Measure(query.value(), starts);
    std::printf("%-26s %10.0f %12.0f\n", file.stem().c_str(),
                static_cast<double>(rate.runs) / rate.seconds,
                static_cast<double>(rate.rows) / rate.seconds);
  }
  return 0;
}

}  // namespace
}  // namespace kg

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: kgq_bench STORE STARTS QUERIES\n");
    return 2;
  }
  return kg::Run(arguments);
}
