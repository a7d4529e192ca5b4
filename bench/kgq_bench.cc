// Speed of prepared queries on one thread, over the store of a graph that
// shared/bench/graph.py writes:
//
//   python3 graph.py --relations 1000000 --out DIR
//   kg load --db DIR/kg.db DIR/facts.jsonl
//   kgq_bench DIR/kg.db DIR/starts.txt [--starts N] [--seconds S] QUERY.kgq…
//
// For each query, tab-separated: its name, runs a second of processor time (the
// machine may have other work), rows of one pass over the starts, and the sum
// of their first column where it holds integers, for comparing answers. The
// parameters are $name, a start, $other, another one; {predicate} in the text
// is the start's predicate. One pass comes before the clock.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
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

struct Arguments {
  std::string store;
  std::string starts;
  size_t most_starts = 2000;
  double seconds = 1;
  std::vector<std::filesystem::path> queries;
};

struct Answer {
  size_t rows = 0;
  int64_t sum = 0;
};

double Seconds() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) * 1e-9;
}

std::vector<Start> ReadStarts(const Arguments& arguments) {
  std::vector<Start> starts;
  std::ifstream in(arguments.starts);
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    starts.push_back({line.substr(0, tab), line.substr(tab + 1)});
    if (starts.size() == arguments.most_starts) break;
  }
  return starts;
}

std::string WithPredicate(std::string text, const std::string& predicate) {
  constexpr std::string_view kPlace = "{predicate}";
  for (size_t at; (at = text.find(kPlace)) != std::string::npos;) {
    text.replace(at, kPlace.size(), predicate);
  }
  return text;
}

// One query, prepared for each predicate of the starts if it asks for one.
class Work {
 public:
  Work(const PropertyGraph& graph, std::string text)
      : graph_(graph), text_(std::move(text)) {}

  bool Prepare(const std::vector<Start>& starts) {
    for (const Start& start : starts) {
      const std::string text = WithPredicate(text_, start.predicate);
      if (prepared_.count(text) > 0) continue;
      QueryResult<PreparedQuery> query = PrepareQuery(graph_, text);
      if (!query.ok()) {
        std::fprintf(stderr, "%s\n", RenderError(query.error(), text).c_str());
        return false;
      }
      prepared_.emplace(text, std::move(query).value());
    }
    for (const Start& start : starts) {
      runs_.push_back(&prepared_.at(WithPredicate(text_, start.predicate)));
    }
    return true;
  }

  bool Run(const std::vector<Start>& starts, size_t index, Answer* answer) {
    const Start& other = starts[(index * 7 + 1) % starts.size()];
    RowStream rows =
        runs_[index]->Run({{"name", Value::String(starts[index].name)},
                           {"other", Value::String(other.name)}},
                          {});
    while (rows.Next()) {
      ++answer->rows;
      const Value& first = rows.row()[0];
      if (first.is_integer()) answer->sum += first.integer();
    }
    if (rows.error() == nullptr) return true;
    std::fprintf(stderr, "%s\n", rows.error()->message.c_str());
    return false;
  }

 private:
  const PropertyGraph& graph_;
  std::string text_;
  std::map<std::string, PreparedQuery> prepared_;
  std::vector<const PreparedQuery*> runs_;  // by start
};

bool Measure(const PropertyGraph& graph, const std::vector<Start>& starts,
             const Arguments& arguments, const std::filesystem::path& file) {
  std::ifstream in(file);
  Work work(graph, std::string(std::istreambuf_iterator<char>(in), {}));
  if (!work.Prepare(starts)) return false;
  Answer answer;
  for (size_t i = 0; i < starts.size(); ++i) {
    if (!work.Run(starts, i, &answer)) return false;
  }
  size_t runs = 0;
  Answer ignored;
  const double begin = Seconds();
  double taken = 0;
  while (taken < arguments.seconds) {
    if (!work.Run(starts, runs++ % starts.size(), &ignored)) return false;
    // A look at the clock costs as much as a small query.
    if (runs % 8 == 0 || taken > 0.01) taken = Seconds() - begin;
  }
  std::printf("%s\t%.1f\t%zu\t%lld\n", file.stem().c_str(),
              static_cast<double>(runs) / taken, answer.rows,
              static_cast<long long>(answer.sum));
  std::fflush(stdout);
  return true;
}

int Run(const Arguments& arguments) {
  const Result<std::unique_ptr<Snapshot>> snapshot =
      Snapshot::Open(arguments.store);
  const std::vector<Start> starts = ReadStarts(arguments);
  if (!snapshot.ok() || starts.empty()) {
    std::fprintf(stderr, "kgq_bench: no store or no starts\n");
    return 1;
  }
  const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(**snapshot);
  if (!graph.ok()) return 1;
  for (const std::filesystem::path& file : arguments.queries) {
    if (!Measure(**graph, starts, arguments, file)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace kg

int main(int count, char** words) {
  kg::Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--starts" && i + 1 < count) {
      arguments.most_starts = std::strtoul(words[++i], nullptr, 10);
    } else if (word == "--seconds" && i + 1 < count) {
      arguments.seconds = std::strtod(words[++i], nullptr);
    } else if (arguments.store.empty()) {
      arguments.store = word;
    } else if (arguments.starts.empty()) {
      arguments.starts = word;
    } else {
      arguments.queries.emplace_back(word);
    }
  }
  if (arguments.queries.empty()) {
    std::fprintf(stderr,
                 "usage: kgq_bench STORE STARTS [--starts N] [--seconds S] "
                 "QUERY…\n");
    return 2;
  }
  return kg::Run(arguments);
}
