#include "cli/export_filter.h"

#include <algorithm>
#include <cmath>

#include "base/unicode.h"
#include "cli/find_view.h"
#include "lexicon/lexicon.h"
#include "query/nearest.h"
#include "query/predicate_names.h"

namespace kg {
namespace {

constexpr size_t kSuggestions = 3;
constexpr size_t kMaxNames = 1'000'000;  // compared for spelling help

constexpr EntityType kTypes[] = {
    EntityType::kPerson, EntityType::kOrganization, EntityType::kPlace,
    EntityType::kGroup,  EntityType::kProduct,      EntityType::kEvent,
    EntityType::kWork,   EntityType::kLaw,          EntityType::kConcept};

// A year, a month or a day; else what is wrong with it, as CLI11 wants it.
std::string CheckDate(const std::string& text) {
  constexpr std::string_view kShape = "0000-00-00";
  bool good = text.size() == 4 || text.size() == 7 || text.size() == 10;
  for (size_t i = 0; good && i < text.size(); ++i) {
    good = kShape[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
  }
  return good ? "" : "expected a date like 2019-02-26, got '" + text + "'";
}

Result<std::vector<EntityId>> Named(const std::string& name,
                                    const GraphView& view) {
  KG_ASSIGN(std::vector<EntityId> ids, view.EntitiesNamed(name));
  if (!ids.empty()) return ids;
  Nearest nearest({FoldTerm(name)});
  size_t seen = 0;
  KG_RETURN_IF_ERROR(view.ForEachName([&](std::string_view folded) {
    nearest.Offer(folded, folded);
    return ++seen < kMaxNames;
  }));
  UnknownPart unknown{"entity", name, {}};
  for (const std::string& folded : nearest.Best(kSuggestions)) {
    KG_ASSIGN(const std::vector<EntityId> found, view.EntitiesNamed(folded));
    if (found.empty()) continue;
    KG_ASSIGN(EntityRecord entity, view.Entity(found.front()));
    unknown.nearest.push_back(std::move(entity.name));
  }
  return Status::NotFound(UnknownText(unknown));
}

Result<std::vector<std::string>> Predicates(const FilterArguments& arguments,
                                            const GraphView& view) {
  KG_ASSIGN(const std::string folder, FindLexicon(arguments.lexicon));
  KG_ASSIGN(const Lexicon lexicon, Lexicon::Load(folder));
  const PredicateNames names(lexicon);
  KG_ASSIGN(const GraphStatistics statistics, view.Statistics());
  std::vector<std::string> known;
  for (const auto& [name, count] : statistics.predicates) known.push_back(name);
  for (const auto& [name, count] : statistics.acts) known.push_back(name);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::vector<std::string> out;
  for (const std::string& given : arguments.predicates) {
    const std::vector<PredicateMatch> matches = names.Match(given, known);
    if (matches.empty()) {
      return Status::NotFound(UnknownText(
          {"predicate", given, names.NearestTo(given, known, kSuggestions)}));
    }
    for (const PredicateMatch& match : matches) out.push_back(match.name);
  }
  return out;
}

}  // namespace

void AddFilterArguments(CLI::App* app, FilterArguments* arguments) {
  ExportFilter* filter = &arguments->filter;
  app->add_flag("--all", filter->all,
                "edges also of what is negated, planned or merely said");
  app->add_option("--min-sources", filter->min_sources,
                  "only facts of at least N independent articles")
      ->type_name("N");
  app->add_option("--min-confidence", arguments->min_confidence,
                  "only facts of at least this confidence, 0 to 1")
      ->type_name("X")
      ->check(CLI::Range(0.0, 1.0));
  app->add_option("--since", filter->since,
                  "only what is said from this day on")
      ->type_name("DATE")
      ->check(CheckDate);
  app->add_option("--until", filter->until, "only what is said up to this day")
      ->type_name("DATE")
      ->check(CheckDate);
  std::vector<std::string> types;
  for (const EntityType type : kTypes) types.emplace_back(NameOf(type));
  app->add_option("--type", arguments->types,
                  "only entities of these types (Person,Place…)")
      ->type_name("TYPE")
      ->delimiter(',')
      ->check(CLI::IsMember(types, CLI::ignore_case))
      ->allow_extra_args(false);
  app->add_option("--predicate", arguments->predicates,
                  "only these verbs, in any inflection")
      ->type_name("VERB")
      ->delimiter(',')
      ->allow_extra_args(false);
  CLI::Option* ego =
      app->add_option("--ego", arguments->ego, "only what is around this name")
          ->type_name("NAME");
  app->add_option("--depth", filter->depth, "steps around --ego")
      ->type_name("N")
      ->capture_default_str()
      ->needs(ego);
  app->add_flag("--giant", filter->giant, "only the largest connected part");
  AddLexiconArguments(app, &arguments->lexicon);
}

Result<ExportFilter> ResolveFilter(const FilterArguments& arguments,
                                   const GraphView& view) {
  ExportFilter filter = arguments.filter;
  filter.min_confidence =
      static_cast<uint8_t>(std::lround(arguments.min_confidence * 100));
  for (const std::string& name : arguments.types) {
    for (const EntityType type : kTypes) {
      if (FoldTerm(name) == FoldTerm(NameOf(type))) {
        filter.types.push_back(type);
      }
    }
  }
  if (!arguments.ego.empty()) {
    KG_ASSIGN(filter.ego, Named(arguments.ego, view));
  }
  if (!arguments.predicates.empty()) {
    KG_ASSIGN(filter.predicates, Predicates(arguments, view));
  }
  return filter;
}

}  // namespace kg
