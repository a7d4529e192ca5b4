// kg merge, kg split, kg rename: a person's decisions about entities.
#include "builder/decide.h"

#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "builder/graph_writer.h"
#include "cli/commands.h"
#include "cli/entity_choice.h"
#include "cli/home.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kNames[] =
    "Names are any alias, or an id as kg entities shows it. Decisions outlive\n"
    "rebuilds, and kg export --format facts writes them; of two that "
    "contradict\n"
    "each other the later one counts.\n"
    "\n"
    "Examples:\n";

struct Arguments {
  std::string name;                // of a split or rename
  std::vector<std::string> names;  // of a merge
  std::string new_name;
  std::string note;
  StoreArguments store;
  LexiconArguments lexicon;
};

// Today in UTC.
std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char buffer[16];
  const size_t size = std::strftime(buffer, sizeof(buffer), "%Y-%m-%d", &utc);
  return std::string(buffer, size);
}

Result<std::string> Decide(Decision::Action action,
                           const Arguments& arguments) {
  KG_ASSIGN(const std::string folder, FindLexicon(arguments.lexicon));
  KG_ASSIGN(const Lexicon lexicon, Lexicon::Load(folder));
  KG_ASSIGN(auto store, Store::Open(arguments.store.path,
                                    {.create = false, .command = "kg decide"}));
  KG_ASSIGN(auto writer, GraphWriter::Open(store.get(), lexicon));
  // Nobody else writes now: what is published is the store's present state.
  KG_RETURN_IF_ERROR(store->Publish());
  DecisionRequest request;
  request.action = action;
  request.name = arguments.new_name;
  request.note = arguments.note;
  request.date = Today();
  std::string text;
  {
    KG_ASSIGN(const auto snapshot, Snapshot::Open(arguments.store.path));
    std::vector<std::string> names = arguments.names;
    if (names.empty()) names = {arguments.name};
    for (const std::string& name : names) {
      KG_ASSIGN(const EntityRecord entity, EntityFor(*snapshot, name));
      request.entities.push_back(entity.id);
    }
    KG_ASSIGN(const Decision decision,
              MakeDecision(*snapshot, lexicon, request));
    KG_RETURN_IF_ERROR(writer->Decide(decision));
    text = "decision  " + std::to_string(decision.sequence) + ", naming " +
           Counted(decision.of.size(), "mention", "mentions") + "\n";
  }
  KG_RETURN_IF_ERROR(store->Publish());
  return text;
}

int Run(Decision::Action action, const Arguments& arguments) {
  const Result<std::string> text = Decide(action, arguments);
  return text.ok() ? PrintResult(*text) : Fail(text.status());
}

// What the three commands share.
Command Finish(CLI::App* app, Decision::Action action, const char* examples,
               const std::shared_ptr<Arguments>& arguments) {
  app->footer(kNames + std::string(examples));
  app->add_option("--note", arguments->note, "why, kept with the decision")
      ->type_name("TEXT");
  AddStoreArguments(app, &arguments->store);
  AddLexiconArguments(app, &arguments->lexicon);
  return {app, [action, arguments] { return Run(action, *arguments); }};
}

}  // namespace

Command AddMerge(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("merge", "several entities are one");
  app->add_option("NAME", arguments->names, "two names or more")
      ->required()
      ->expected(2, 1000);
  return Finish(app, Decision::Action::kMerge,
                "  kg merge \"Helixa Pharma\" Helixa --note \"one company\"\n",
                arguments);
}

Command AddSplit(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app =
      kg->add_subcommand("split", "the names of an entity are several");
  app->add_option("NAME", arguments->name, "the entity")->required();
  return Finish(app, Decision::Action::kSplit, "  kg split \"John Smith\"\n",
                arguments);
}

Command AddRename(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("rename", "what an entity is called");
  app->add_option("NAME", arguments->name, "the entity")->required();
  app->add_option("NEW", arguments->new_name, "its new name")
      ->required()
      ->check([](const std::string& name) {
        return name.find_first_not_of(" \t\r\n") == name.npos
                   ? std::string("is empty")
                   : std::string();
      });
  return Finish(app, Decision::Action::kRename,
                "  kg rename Helixa \"Helixa Pharma AG\"\n", arguments);
}

}  // namespace kg
