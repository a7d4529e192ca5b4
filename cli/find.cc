// kg find SUBJECT PREDICATE OBJECT: the ten-second question.
#include "query/find.h"

#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/find_view.h"
#include "cli/home.h"
#include "cli/output.h"
#include "cli/rows.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "\"?\" stands for anything. Names are found by any alias, predicates by "
    "any\n"
    "inflection (deny, denies, denied). Shown are plain facts, which an "
    "article\n"
    "states itself, and claims; --all adds what is negated, planned, possible\n"
    "or merely said, each with its marks.\n"
    "\n"
    "Examples:\n"
    "  kg find \"Lena Hartwig\" denies ?\n"
    "  kg find ? bans Orbitel --no-derived\n"
    "  kg find ? ? \"Helixa Pharma\" --all --json\n";

struct Arguments {
  std::string subject;
  std::string predicate;
  std::string object;
  StoreArguments store;
  LexiconArguments lexicon;
  bool all = false;
  bool json = false;
  bool no_derived = false;
  size_t limit = 0;
  size_t quotes = 3;
};

struct Answer {
  std::string text;
  FindResult found;
};

Result<Answer> RunFind(const Arguments& arguments, const CancelToken* cancel) {
  KG_ASSIGN(const FindView view,
            OpenFindView(arguments.store, arguments.lexicon));
  Answer answer;
  KG_ASSIGN(answer.found, Find(*view.snapshot, *view.lexicon,
                               {.subject = arguments.subject,
                                .predicate = arguments.predicate,
                                .object = arguments.object,
                                .all = arguments.all,
                                .derived = !arguments.no_derived,
                                .max_rows = arguments.limit,
                                .max_evidence = arguments.quotes,
                                .cancel = cancel}));
  const std::vector<FoundRow>& rows = answer.found.rows;
  if (arguments.json) {
    answer.text = RowsJson(rows);
  } else if (!rows.empty()) {
    KG_ASSIGN(Places places, Places::Make(*view.snapshot));
    answer.text = RowsTable(rows, &places);
  }
  return answer;
}

// What the rows alone do not say.
void PrintNotes(const Arguments& arguments, const FindResult& found) {
  if (found.rows.empty()) PrintError("nothing matches");
  if (found.rows.size() < found.total_rows) {
    PrintError(Counted(found.total_rows - found.rows.size(), "row", "rows") +
               " more without --limit");
  }
  if (found.hidden_rows > 0 && !arguments.json) {
    PrintError(Counted(found.hidden_rows, "row", "rows") +
               " more with --all: not plain facts");
  }
}

int Run(const Arguments& arguments) {
  const Result<Answer> answer = RunFind(arguments, InstallSignalHandlers());
  if (!answer.ok()) return Fail(answer.status());
  for (const UnknownPart& part : answer->found.unknown) {
    PrintError(UnknownText(part));
  }
  if (!answer->found.unknown.empty()) return kFailed;
  const int printed = PrintResult(answer->text);
  PrintNotes(arguments, answer->found);
  return printed;
}

}  // namespace

Command AddFind(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("find", "who does or says what");
  app->footer(kExamples);
  app->add_option("SUBJECT", arguments->subject, "a name, or ?")->required();
  app->add_option("PREDICATE", arguments->predicate, "a verb, or ?")
      ->required();
  app->add_option("OBJECT", arguments->object, "a name, or ?")->required();
  AddStoreArguments(app, &arguments->store);
  AddLexiconArguments(app, &arguments->lexicon);
  app->add_flag("--all", arguments->all, "also what is not a plain fact");
  app->add_flag("--json", arguments->json, "a JSON object a line");
  app->add_flag("--no-derived", arguments->no_derived,
                "leave out what no article says in so many words");
  app->add_option("--limit", arguments->limit, "rows shown; 0: all")
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--quotes", arguments->quotes, "quotes a row; 0: all")
      ->type_name("N")
      ->capture_default_str();
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
