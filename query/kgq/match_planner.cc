// The order in which a pattern's nodes and edges are matched. What is bound is
// expanded first, always by the edge that leaves the fewest rows, and nodes by
// their names among them; where nothing is bound, the start is the node, or all
// edges of a type, from which this greedy walk costs least. Costs are rows
// made, estimated from the graph's counts.

#include <algorithm>
#include <limits>

#include "query/kgq/match_builder.h"
#include "query/kgq/match_steps.h"

namespace kg {
namespace {

// Chosen: patterns of more edges are planned with less choice, for a bound on
// the work.
constexpr size_t kLargePattern = 40;

class MatchPlanner {
 public:
  MatchPlanner(const MatchPattern& pattern, const MatchSteps& steps,
               JoinOrder* forced)
      : steps_(steps),
        forced_(forced),
        large_(pattern.edges.size() > kLargePattern) {}

  std::vector<MatchStep> Order(double rows) const {
    MatchState state = steps_.Start(rows);
    steps_.Settle(&state);
    forced_ == nullptr ? Search(&state) : Follow(&state);
    return std::move(state.steps);
  }

 private:
  // Makes the steps along edges that can be made, the cheapest first.
  void Walk(MatchState* state) const {
    while (true) {
      std::vector<MatchStep> steps = steps_.Edges(*state);
      if (steps.empty()) return;
      if (!large_) steps_.AddNamed(*state, &steps);
      const MatchStep* best = nullptr;
      double best_rows = std::numeric_limits<double>::infinity();
      for (const MatchStep& step : steps) {
        MatchState trial = *state;
        steps_.Apply(step, &trial);
        if (best != nullptr && trial.rows >= best_rows) continue;
        best = &step;
        best_rows = trial.rows;
      }
      steps_.Apply(*best, state);
    }
  }

  void Search(MatchState* state) const {
    const size_t most = large_ ? 1 : 12;
    Walk(state);
    while (true) {
      std::vector<std::pair<double, MatchStep>> starts;
      for (const MatchStep& step : steps_.Starts(*state)) {
        starts.emplace_back(steps_.StartRows(*state, step), step);
      }
      if (starts.empty()) return;
      std::stable_sort(
          starts.begin(), starts.end(),
          [](const auto& a, const auto& b) { return a.first < b.first; });
      starts.resize(std::min(starts.size(), most));
      MatchState best;
      double best_cost = std::numeric_limits<double>::infinity();
      for (const auto& [rows, step] : starts) {
        MatchState trial = *state;
        steps_.Apply(step, &trial);
        Walk(&trial);
        // A start that leaves more of the pattern to do is judged by what it
        // has done so far, and by the rows that the rest begins with.
        const double cost = trial.cost + trial.rows;
        if (cost >= best_cost) continue;
        best_cost = cost;
        best = std::move(trial);
      }
      *state = std::move(best);
    }
  }

  // The steps that somebody else chose, whatever they cost.
  void Follow(MatchState* state) const {
    while (true) {
      std::vector<MatchStep> steps = steps_.Edges(*state);
      if (steps.empty()) {
        steps = steps_.Starts(*state);
      } else {
        steps_.AddNamed(*state, &steps);
      }
      if (steps.empty()) return;
      const size_t at = forced_->options.size();
      forced_->options.push_back(steps.size());
      const size_t wanted =
          at < forced_->choices.size() ? forced_->choices[at] : 0;
      steps_.Apply(steps[std::min(wanted, steps.size() - 1)], state);
    }
  }

  const MatchSteps& steps_;
  JoinOrder* forced_;
  bool large_;
};

}  // namespace

std::unique_ptr<PlanNode> PlanMatch(const MatchPattern& pattern,
                                    const PropertyGraph& graph,
                                    JoinOrder* forced,
                                    std::unique_ptr<PlanNode> input) {
  const MatchSteps steps(pattern, graph);
  const std::vector<MatchStep> order =
      MatchPlanner(pattern, steps, forced).Order(input->rows);
  return BuildMatch(pattern, graph, steps, order, std::move(input));
}

}  // namespace kg
