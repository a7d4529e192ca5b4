#include "exporters/plain_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "exporters/edges.h"
#include "graph/resolve/resolve.h"
#include "tests/support/memory_view.h"
#include "tests/support/random_facts.h"

namespace kg {
namespace {

using testing::FactsGenerator;
using testing::MemoryView;
using Ends = std::vector<std::pair<uint32_t, uint32_t>>;

MemoryView RandomGraph(uint32_t seed) {
  std::vector<MemoryView::Part> parts;
  for (uint32_t article = 0; article < 6; ++article) {
    MemoryView::Part part;
    part.facts = FactsGenerator(seed * 100 + article).Make(article);
    Canonicalize(&part.facts);
    part.entities = ResolveEntities(part.facts);
    parts.push_back(std::move(part));
  }
  return MemoryView(std::move(parts));
}

std::vector<EntityId> EntitiesOf(const GraphView& view) {
  std::vector<EntityId> entities;
  EXPECT_TRUE(view.ForEachEntity([&](const EntityRecord& entity) {
                    entities.push_back(entity.id);
                    return true;
                  })
                  .ok());
  return entities;
}

// By the facts' records.
Ends EndsByRecords(const GraphView& view, const ExportFilter& filter,
                   const std::vector<EntityId>& entities) {
  const auto place = [&](const EntityId& id) {
    const auto at = std::lower_bound(entities.begin(), entities.end(), id);
    return static_cast<uint32_t>(at - entities.begin());
  };
  Ends ends;
  Edges edges(view, filter);
  EdgeCounts counts;
  for (const EntityId& source : entities) {
    const Status status = edges.ForEach(
        source, Edges::Detail::kEnds,
        [&](const EntityId& target) {
          return std::binary_search(entities.begin(), entities.end(), target);
        },
        [&](const ExportedEdge& edge) {
          ends.emplace_back(place(edge.source), place(edge.target));
          return Status();
        },
        &counts);
    EXPECT_TRUE(status.ok()) << status.message();
  }
  return ends;
}

Ends EndsByIndex(const GraphView& view, const ExportFilter& filter,
                 const std::vector<EntityId>& entities) {
  const auto edges = PlainEnds::List(view, filter, entities, nullptr);
  EXPECT_TRUE(edges.ok()) << edges.status().message();
  Ends ends;
  for (const LayoutEdge& edge : *edges) ends.emplace_back(edge.from, edge.to);
  return ends;
}

TEST(PlainEnds, AreThoseOfTheFactsRecordsInTheirOrder) {
  size_t listed = 0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const MemoryView view = RandomGraph(seed);
    std::vector<EntityId> entities = EntitiesOf(view);
    ExportFilter filter;
    EXPECT_EQ(EndsByIndex(view, filter, entities),
              EndsByRecords(view, filter, entities));
    // Some of the entities and predicates.
    entities.resize(entities.size() * 2 / 3);
    const auto statistics = view.Statistics().value();
    for (const auto* names : {&statistics.predicates, &statistics.acts}) {
      for (size_t i = 0; i < names->size(); i += 2) {
        filter.predicates.push_back((*names)[i].first);
      }
    }
    const Ends ends = EndsByIndex(view, filter, entities);
    EXPECT_EQ(ends, EndsByRecords(view, filter, entities));
    listed += ends.size();
  }
  EXPECT_GT(listed, 20u);
}

TEST(PlainEnds, DoNotServeFiltersOfWhatTheIndexDoesNotKnow) {
  EXPECT_TRUE(PlainEnds::Serves({}));
  ExportFilter others[5];
  others[0].all = true;
  others[1].min_sources = 2;
  others[2].min_confidence = 1;
  others[3].since = "2019";
  others[4].until = "2019";
  for (const ExportFilter& filter : others) {
    EXPECT_FALSE(PlainEnds::Serves(filter));
  }
}

}  // namespace
}  // namespace kg
