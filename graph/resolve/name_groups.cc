#include "graph/resolve/name_groups.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kg {
namespace {

// Which of a group's nodes gives the entity its key: the fullest name.
auto RankOf(const NameNode& node) {
  const std::string_view text = node.text();
  const int slot = node.slot() == NameSlot::kName      ? 3
                   : node.slot() == NameSlot::kWord    ? 2
                   : node.slot() == NameSlot::kConcept ? 1
                                                       : 0;
  return std::tuple(slot, std::count(text.begin(), text.end(), ' '),
                    text.size(), text);
}

using NameCounts = std::map<std::string, uint32_t>;

std::string MostFrequent(const NameCounts& names) {
  std::string best;
  uint32_t most = 0;
  for (const auto& [name, count] : names) {
    if (count > most || (count == most && name.size() > best.size())) {
      best = name;
      most = count;
    }
  }
  return best;
}

void CountNames(const NameNode& node, NameCounts* names) {
  for (const auto& [name, count] : node.share.names) {
    (*names)[name.first] += count;
  }
}

class Grouper {
 public:
  Grouper(const std::map<std::string, NameNode>& nodes,
          const std::set<NodeLink>& links,
          const std::vector<DecisionTable::Applied>& decisions)
      : nodes_(nodes), links_(links), decisions_(decisions) {}

  std::vector<ResolvedGroup> Run() {
    int number = 0;
    for (const auto& [name, node] : nodes_) {
      group_[name] = number;
      members_[number++] = {name};
    }
    for (const NodeLink& link : links_) Join(link.from, link.to);
    for (const auto& decision : decisions_) Decide(decision);
    std::vector<ResolvedGroup> groups;
    for (const auto& [id, members] : members_) groups.push_back(Make(members));
    return groups;
  }

 private:
  void Join(const std::string& a, const std::string& b) {
    const int from = group_.at(a);
    const int to = group_.at(b);
    if (from == to) return;
    for (const std::string& node : members_[from]) group_[node] = to;
    members_[to].merge(members_[from]);
    members_.erase(from);
  }

  void SetApart(const std::string& node) {
    const int group = group_.at(node);
    if (members_[group].size() == 1) return;
    members_[group].erase(node);
    const int own = members_.rbegin()->first + 1;
    members_[own] = {node};
    group_[node] = own;
  }

  void Decide(const DecisionTable::Applied& decision) {
    if (!nodes_.contains(decision.nodes.front())) return;  // of another closure
    if (decision.action == Decision::Action::kMerge) {
      for (const std::string& node : decision.nodes) {
        Join(node, decision.nodes.front());
      }
    } else if (decision.action == Decision::Action::kSplit &&
               decision.nodes.size() > 1) {
      for (const std::string& node : decision.nodes) SetApart(node);
    }
  }

  ResolvedGroup Make(const std::set<std::string>& members) const {
    ResolvedGroup group;
    group.nodes.assign(members.begin(), members.end());
    group.chief =
        *std::max_element(group.nodes.begin(), group.nodes.end(),
                          [&](const std::string& a, const std::string& b) {
                            return RankOf(nodes_.at(a)) < RankOf(nodes_.at(b));
                          });
    AddReasons(members, &group.names);
    if (members.size() > 1) group.names.shown = ShownName(members);
    for (const auto& decision : decisions_) {
      if (decision.action == Decision::Action::kRename &&
          members.contains(decision.nodes.front())) {
        group.names.shown = decision.name;
        group.names.renamed = true;
      }
    }
    group.has_names = members.size() > 1 || group.names.renamed ||
                      !group.names.merged.empty();
    return group;
  }

  // Of the forms that are no mere short ones of others here.
  std::string ShownName(const std::set<std::string>& members) const {
    std::set<std::string> full = members;
    for (const NodeLink& link : links_) {
      if (link.is_short && members.contains(link.from) &&
          members.contains(link.to)) {
        full.erase(link.from);
      }
    }
    NameCounts names;
    for (const std::string& node : full.empty() ? members : full) {
      CountNames(nodes_.at(node), &names);
    }
    return MostFrequent(names);
  }

  void AddReasons(const std::set<std::string>& members,
                  EntityNames* names) const {
    std::set<MergedName> merged;
    for (const std::string& node : members) AddForms(nodes_.at(node), &merged);
    for (const NodeLink& link : links_) {
      if (members.contains(link.from) && members.contains(link.to)) {
        merged.insert({NameOfNode(nodes_.at(link.from)),
                       NameOfNode(nodes_.at(link.to)), link.reason, 0});
      }
    }
    for (const auto& decision : decisions_) {
      if (decision.action != Decision::Action::kMerge ||
          !members.contains(decision.nodes.front())) {
        continue;
      }
      const std::string into = NameOfNode(nodes_.at(decision.nodes.front()));
      for (size_t i = 1; i < decision.nodes.size(); ++i) {
        if (!members.contains(decision.nodes[i])) continue;
        merged.insert({NameOfNode(nodes_.at(decision.nodes[i])), into,
                       "decided", decision.sequence});
      }
    }
    names->merged.assign(merged.begin(), merged.end());
  }

  // Forms of one key.
  static void AddForms(const NameNode& node, std::set<MergedName>* merged) {
    const std::string shown = NameOfNode(node);
    std::string reason_of_shown = "the same but for its writing";
    for (const auto& [name, count] : node.share.names) {
      if (name.first == shown && !name.second.empty()) {
        reason_of_shown = name.second;
      }
    }
    for (const auto& [name, count] : node.share.names) {
      if (name.first == shown) continue;
      const std::string& reason =
          name.second.empty() ? reason_of_shown : name.second;
      merged->insert({name.first, shown, reason, 0});
    }
  }

  const std::map<std::string, NameNode>& nodes_;
  const std::set<NodeLink>& links_;
  const std::vector<DecisionTable::Applied>& decisions_;
  std::map<std::string, int> group_;
  std::map<int, std::set<std::string>> members_;
};

}  // namespace

std::string NameOfNode(const NameNode& node) {
  NameCounts names;
  CountNames(node, &names);
  return MostFrequent(names);
}

std::vector<ResolvedGroup> GroupNodes(
    const std::map<std::string, NameNode>& nodes,
    const std::set<NodeLink>& links,
    const std::vector<DecisionTable::Applied>& decisions) {
  return Grouper(nodes, links, decisions).Run();
}

}  // namespace kg
