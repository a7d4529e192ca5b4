// kg show NAME: all that is known of one name.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/find_view.h"
#include "cli/home.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "query/find.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "NAME is any alias. Each entity that has it gets a card: names, facts,\n"
    "claims made and claims about it, with their quotes.\n"
    "\n"
    "Examples:\n"
    "  kg show Hartwig\n"
    "  kg show \"Helixa Pharma\" --all\n";

struct Arguments {
  std::string name;
  StoreArguments store;
  LexiconArguments lexicon;
  bool all = false;
  size_t quotes = 1;
};

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += text.empty() ? "" : "; ";
    text += OneLine(part);
  }
  return text;
}

std::string CardHead(const EntityRecord& entity) {
  TextTable table({OneLine(entity.name), std::string(NameOf(entity.type))});
  std::vector<std::string> aliases;
  for (const Alias& alias : entity.aliases) {
    aliases.push_back(alias.text + " (" + std::to_string(alias.count) + ")");
  }
  if (!aliases.empty()) table.AddRow({"aliases", Joined(aliases)});
  if (!entity.descriptions.empty()) {
    table.AddRow({"described as", Joined(entity.descriptions)});
  }
  for (const auto& [scheme, id] : entity.external) {
    table.AddRow({scheme, OneLine(id)});
  }
  table.AddRow(
      {"mentioned", Counted(entity.mentions, "time", "times") + " in " +
                        Counted(entity.articles, "article", "articles")});
  if (!entity.first_date.empty()) {
    const bool one_day = entity.first_date == entity.last_date;
    table.AddRow(
        {"dates", one_day ? entity.first_date
                          : entity.first_date + " to " + entity.last_date});
  }
  table.AddRow({"id", entity.id.Hex()});
  return table.ToString();
}

bool IsObject(const FoundRow& row, const EntityId& id) {
  const auto* entity = std::get_if<FoundEntity>(&row.object);
  return entity != nullptr && entity->id == id;
}

bool IsSubject(const FoundRow& row, const EntityId& id) {
  return row.subject && row.subject->id == id;
}

std::string Section(const std::string& title, const std::vector<FoundRow>& rows,
                    Places* places) {
  if (rows.empty()) return "";
  return "\n" + title + "\n" + RowsTable(rows, places);
}

// `as_subject` and `as_object`: the rows of all entities of the name.
std::string Card(const EntityRecord& entity,
                 const std::vector<FoundRow>& as_subject,
                 const std::vector<FoundRow>& as_object, Places* places) {
  std::vector<FoundRow> facts, made, about;
  for (const FoundRow& row : as_subject) {
    if (!IsSubject(row, entity.id)) continue;
    (row.kind == FoundRow::Kind::kClaim ? made : facts).push_back(row);
  }
  for (const FoundRow& row : as_object) {
    if (!IsObject(row, entity.id)) continue;
    const bool is_claim = row.kind == FoundRow::Kind::kClaim;
    if (!is_claim && IsSubject(row, entity.id)) continue;  // is there already
    (is_claim ? about : facts).push_back(row);
  }
  return CardHead(entity) + Section("Facts", facts, places) +
         Section("Claims made", made, places) +
         Section("Claims about it", about, places);
}

Result<std::string> ShowText(const Arguments& arguments,
                             const CancelToken* cancel) {
  KG_ASSIGN(const FindView view,
            OpenFindView(arguments.store, arguments.lexicon));
  FindQuery query;
  query.subject = arguments.name;
  query.all = arguments.all;
  query.max_evidence = arguments.quotes;
  query.cancel = cancel;
  KG_ASSIGN(const FindResult as_subject,
            Find(*view.snapshot, *view.lexicon, query));
  if (!as_subject.unknown.empty()) {
    UnknownPart part = as_subject.unknown.front();
    part.part = "name";
    return Status::NotFound(UnknownText(part));
  }
  std::swap(query.subject, query.object);
  KG_ASSIGN(const FindResult as_object,
            Find(*view.snapshot, *view.lexicon, query));
  KG_ASSIGN(Places places, Places::Make(*view.snapshot));
  KG_ASSIGN(const std::vector<EntityId> ids,
            view.snapshot->EntitiesNamed(FoldTerm(arguments.name)));
  std::string text;
  for (const EntityId& id : ids) {
    KG_ASSIGN(const EntityRecord entity, view.snapshot->Entity(id));
    text += text.empty() ? "" : "\n\n";
    text += Card(entity, as_subject.rows, as_object.rows, &places);
  }
  return text;
}

int Run(const Arguments& arguments) {
  const Result<std::string> text = ShowText(arguments, InstallSignalHandlers());
  return text.ok() ? PrintResult(*text) : Fail(text.status());
}

}  // namespace

Command AddShow(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("show", "all that is known of a name");
  app->footer(kExamples);
  app->add_option("NAME", arguments->name, "a name or alias")->required();
  AddStoreArguments(app, &arguments->store);
  AddLexiconArguments(app, &arguments->lexicon);
  app->add_flag("--all", arguments->all, "also what is not a plain fact");
  app->add_option("--quotes", arguments->quotes, "quotes a fact; 0: all")
      ->type_name("N")
      ->capture_default_str();
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
