// The planner against every order in which a query's parts can be joined, over
// the store of a graph that shared/bench/graph.py writes (kgq_bench.cc):
//
//   planner DIR/kg.db DIR/starts.txt [--starts N] QUERY.kgq…
//
// For each query, tab-separated: its name, milliseconds of processor time that
// the planner's order takes over the starts, those of the best order, their
// ratio, and how many orders there are. An order is given up when it takes
// longer than the best so far. Fails where a ratio is above 2, or where two
// orders give different answers.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "graph/store/store.h"
#include "graph/view/view_graph.h"
#include "query/kgq/engine.h"
#include "query/kgq/plan.h"

namespace kg {
namespace {

constexpr double kMostRatio = 2;
// Below this, a ratio says more of the clock than of the order.
constexpr double kLeastMilliseconds = 1;
constexpr size_t kMostOrders = 2000;
constexpr int kRounds = 3;

double Milliseconds() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 +
         static_cast<double>(time.tv_nsec) * 1e-6;
}

std::vector<std::string> ReadStarts(const char* path, size_t most) {
  std::vector<std::string> starts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line) && starts.size() < most;) {
    starts.push_back(line.substr(0, line.find('\t')));
  }
  return starts;
}

struct Outcome {
  double milliseconds = 0;
  bool finished = false;
  uint64_t rows = 0;
  int64_t sum = 0;  // of the integers in the first column
};

// The fastest of some rounds over all starts; given up past `limit`.
Outcome Time(const PreparedQuery& query, const std::vector<std::string>& starts,
             double limit) {
  Outcome best;
  best.milliseconds = std::numeric_limits<double>::infinity();
  // The first round only warms what the others use.
  for (int round = 0; round <= kRounds; ++round) {
    Outcome now;
    const double begin = Milliseconds();
    const double allowed = round == 0 ? 20 * limit + 50 : limit;
    QueryOptions options;
    // By the clock on the wall, which other work makes run faster.
    options.timeout_seconds = 0.5 + allowed * 0.01;
    for (size_t i = 0; i < starts.size(); ++i) {
      RowStream rows = query.Run(
          {{"name", Value::String(starts[i])},
           {"other", Value::String(starts[(i * 7 + 1) % starts.size()])}},
          options);
      while (rows.Next()) {
        ++now.rows;
        const Value& first = rows.row()[0];
        if (first.is_integer()) now.sum += first.integer();
        if (now.rows % 256 == 0 && Milliseconds() - begin > allowed) break;
      }
      if (rows.error() != nullptr || Milliseconds() - begin > allowed) {
        return best;
      }
    }
    now.milliseconds = Milliseconds() - begin;
    now.finished = true;
    if (round > 0 && now.milliseconds < best.milliseconds) best = now;
  }
  return best;
}

// To the next order, as one counts; false after the last.
bool NextOrder(JoinOrder* order) {
  order->choices.resize(order->options.size());
  for (size_t i = order->choices.size(); i-- > 0;) {
    if (order->choices[i] + 1 < order->options[i]) {
      ++order->choices[i];
      order->choices.resize(i + 1);
      order->options.clear();
      return true;
    }
  }
  return false;
}

bool Compare(const PropertyGraph& graph, const std::string& file,
             const std::vector<std::string>& starts) {
  std::ifstream in(file);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const QueryResult<PreparedQuery> chosen = PrepareQuery(graph, text);
  if (!chosen.ok()) {
    std::fprintf(stderr, "%s\n", RenderError(chosen.error(), text).c_str());
    return false;
  }
  const Outcome own = Time(chosen.value(), starts, 10000);
  Outcome best = own;
  size_t orders = 0;
  bool same = own.finished;
  JoinOrder order;
  do {
    order.options.clear();
    const QueryResult<PreparedQuery> query = PrepareQuery(graph, text, &order);
    if (!query.ok()) return false;
    ++orders;
    const Outcome now = Time(query.value(), starts, best.milliseconds);
    if (!now.finished) continue;
    same = same && now.rows == own.rows && now.sum == own.sum;
    if (now.milliseconds < best.milliseconds) best = now;
  } while (orders < kMostOrders && NextOrder(&order));
  const double ratio = own.milliseconds / best.milliseconds;
  const size_t slash = file.rfind('/') + 1;
  std::printf("%s\t%.2f\t%.2f\t%.2f\t%zu%s\n", file.substr(slash).c_str(),
              own.milliseconds, best.milliseconds, ratio, orders,
              same ? "" : "\tdifferent answers");
  std::fflush(stdout);
  return same && (ratio <= kMostRatio || own.milliseconds < kLeastMilliseconds);
}

int Run(const std::vector<std::string>& words, size_t most_starts) {
  const Result<std::unique_ptr<Snapshot>> snapshot = Snapshot::Open(words[0]);
  const std::vector<std::string> starts =
      ReadStarts(words[1].c_str(), most_starts);
  if (!snapshot.ok() || starts.empty()) {
    std::fprintf(stderr, "planner: no store or no starts\n");
    return 1;
  }
  const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(**snapshot);
  if (!graph.ok()) return 1;
  bool passed = true;
  for (size_t i = 2; i < words.size(); ++i) {
    passed = Compare(**graph, words[i], starts) && passed;
  }
  return passed ? 0 : 1;
}

}  // namespace
}  // namespace kg

int main(int count, char** arguments) {
  std::vector<std::string> words;
  size_t most_starts = 20;
  for (int i = 1; i < count; ++i) {
    if (arguments[i] == std::string("--starts") && i + 1 < count) {
      most_starts = std::strtoul(arguments[++i], nullptr, 10);
    } else {
      words.emplace_back(arguments[i]);
    }
  }
  if (words.size() < 3) {
    std::fprintf(stderr, "usage: planner STORE STARTS [--starts N] QUERY…\n");
    return 2;
  }
  return kg::Run(words, most_starts);
}
