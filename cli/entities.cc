// kg entities [NAME]: which entities there are, and how names became them.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/entity_choice.h"
#include "cli/home.h"
#include "cli/output.h"
#include "cli/table.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Each entity with its aliases, those in most articles first. --merges "
    "shows\n"
    "how several names became one entity, each with its reason; kg split "
    "undoes\n"
    "them, kg merge makes others.\n"
    "\n"
    "Examples:\n"
    "  kg entities --type Organization\n"
    "  kg entities --merges\n"
    "  kg entities Hartwig\n";
constexpr size_t kMostAliases = 6;

struct Arguments {
  std::string name;
  StoreArguments store;
  std::string type;
  bool merges = false;
  size_t limit = 0;
};

std::string AliasesOf(const EntityRecord& entity) {
  std::string text;
  size_t shown = 0;
  for (const Alias& alias : entity.aliases) {
    if (alias.text == entity.name) continue;
    if (shown++ == kMostAliases) return text + "; …";
    text += text.empty() ? "" : "; ";
    text += OneLine(alias.text);
  }
  return text;
}

std::string MergeNote(const MergedName& merge) {
  std::string text =
      "'" + OneLine(merge.name) + "' is '" + OneLine(merge.into) + "': ";
  if (merge.decision == 0) return text + merge.reason;
  return text + "decision " + std::to_string(merge.decision);
}

Result<std::vector<EntityRecord>> Chosen(const Snapshot& snapshot,
                                         const Arguments& arguments) {
  std::vector<EntityRecord> entities;
  if (!arguments.name.empty()) {
    KG_ASSIGN(entities, EntitiesFor(snapshot, arguments.name));
  } else {
    KG_RETURN_IF_ERROR(snapshot.ForEachEntity([&](const EntityRecord& entity) {
      entities.push_back(entity);
      return true;
    }));
  }
  if (!arguments.type.empty()) {
    std::erase_if(entities, [&](const EntityRecord& entity) {
      return NameOf(entity.type) != arguments.type;
    });
  }
  std::stable_sort(entities.begin(), entities.end(),
                   [](const EntityRecord& a, const EntityRecord& b) {
                     return a.articles > b.articles;
                   });
  return entities;
}

Result<std::string> EntitiesText(const Arguments& arguments) {
  KG_ASSIGN(auto snapshot, Snapshot::Open(arguments.store.path));
  KG_ASSIGN(const std::vector<EntityRecord> entities,
            Chosen(*snapshot, arguments));
  TextTable table({"NAME", "TYPE", "ARTICLES", "ID", "ALIASES"}, {2});
  size_t shown = 0, left = 0;
  for (const EntityRecord& entity : entities) {
    KG_ASSIGN(const auto names, snapshot->NamesOf(entity.id));
    const bool has_merges = names && (!names->merged.empty() || names->renamed);
    if (arguments.merges && arguments.name.empty() && !has_merges) continue;
    if (arguments.limit > 0 && shown == arguments.limit) {
      ++left;
      continue;
    }
    ++shown;
    table.AddRow({OneLine(entity.name), std::string(NameOf(entity.type)),
                  std::to_string(entity.articles), entity.id.Hex(),
                  AliasesOf(entity)});
    if (!arguments.merges || !names) continue;
    for (const MergedName& merge : names->merged) {
      table.AddNote(MergeNote(merge));
    }
    if (names->renamed) table.AddNote("renamed by a decision");
  }
  std::string text = shown > 0 ? table.ToString() : "";
  if (left > 0) text += std::to_string(left) + " more without --limit\n";
  return text;
}

int Run(const Arguments& arguments) {
  const Result<std::string> text = EntitiesText(arguments);
  if (!text.ok()) return Fail(text.status());
  const int printed = PrintResult(*text);
  if (text->empty()) PrintError("nothing matches");
  return printed;
}

}  // namespace

Command AddEntities(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app =
      kg->add_subcommand("entities", "entities, and how names became them");
  app->footer(kExamples);
  app->add_option("NAME", arguments->name, "a name, alias or id");
  AddStoreArguments(app, &arguments->store);
  std::vector<std::string> types;
  for (uint8_t number = 1; const auto type = FromNumber<EntityType>(number);
       ++number) {
    types.emplace_back(NameOf(*type));
  }
  app->add_option("--type", arguments->type, "only of this type")
      ->type_name("TYPE")
      ->check(CLI::IsMember(types));
  app->add_flag("--merges", arguments->merges,
                "how names became one entity, each with its reason");
  app->add_option("--limit", arguments->limit, "entities shown; 0: all")
      ->type_name("N")
      ->capture_default_str();
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
