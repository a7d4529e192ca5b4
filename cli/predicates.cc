// kg predicates: the canonical predicates, and which words they merged here.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/find_view.h"
#include "cli/output.h"
#include "cli/table.h"
#include "query/predicate_names.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "The table of canonical predicates: each with its Wikidata property, how\n"
    "many pieces of evidence this store has of it, by which of the table's\n"
    "words, and all words that the table has for it. --all adds verbs outside "
    "of\n"
    "the table, which are their own predicates.\n"
    "\n"
    "Examples:\n"
    "  kg predicates\n"
    "  kg predicates bans --db press.db\n";
constexpr size_t kMostWords = 8;

struct Arguments {
  std::string name;
  StoreArguments store;
  LexiconArguments lexicon;
  bool all = false;
};

struct Row {
  std::string property;
  std::vector<std::string> words;        // of the table
  std::map<std::string, uint64_t> used;  // word of the table, or as it stands
  uint64_t evidence = 0;
};
using Rows = std::map<std::string, Row>;

Rows RowsOfTable(const Lexicon& lexicon) {
  const Table& table = lexicon.table("predicates");
  const size_t surface = table.Column("surface");
  const size_t predicate = table.Column("predicate");
  const size_t property = table.Column("property");
  Rows rows;
  for (const Table::Row& cells : table.rows()) {
    Row& row = rows[cells[predicate]];
    if (row.property.empty()) row.property = cells[property];
    for (std::string_view word : Alternatives(cells[surface])) {
      row.words.emplace_back(word);
    }
  }
  return rows;
}

// The words of the evidence between its ends.
std::string WordsBetween(const EvidenceRecord& evidence) {
  std::string text;
  for (const Span& span : evidence.spans) {
    if (span == evidence.subject || span == evidence.object) continue;
    if (span.begin < evidence.whole.begin) continue;
    const size_t at = span.begin - evidence.whole.begin;
    if (at >= evidence.quote.size()) continue;
    text += text.empty() ? "" : " ";
    text += evidence.quote.substr(at, span.size());
  }
  return ToLower(OneLine(text));
}

// The entry of the table that the words are a form of: its verb's inflection
// stands among them. Where several do, the one with most words there.
std::string EntryOf(const Row& row, const std::string& words,
                    const PredicateNames& names) {
  std::vector<std::string> lemmas;
  std::string word;
  for (char c : words + " ") {
    if (c != ' ') {
      word += c;
      continue;
    }
    const std::vector<std::string> of_word = names.Lemmas(word);
    lemmas.insert(lemmas.end(), of_word.begin(), of_word.end());
    word.clear();
  }
  std::string best;
  size_t most = 0;
  for (const std::string& entry : row.words) {
    const std::string verb = entry.substr(0, entry.find('_'));
    if (std::find(lemmas.begin(), lemmas.end(), verb) == lemmas.end()) continue;
    size_t found = 0;
    for (size_t at = 0; at < entry.size();) {
      const size_t end = std::min(entry.find('_', at), entry.size());
      found += std::count(lemmas.begin(), lemmas.end(),
                          entry.substr(at, end - at)) > 0;
      at = end + 1;
    }
    if (found > most) {
      best = entry;
      most = found;
    }
  }
  return best;
}

Status CountUses(const Snapshot& snapshot, const Lexicon& lexicon,
                 const Arguments& arguments, Rows* rows) {
  const PredicateNames names(lexicon);
  Status status;
  KG_RETURN_IF_ERROR(
      snapshot.ForEachRelation([&](const RelationRecord& relation) {
        auto at = rows->find(relation.predicate);
        if (at == rows->end()) {
          if (!arguments.all) return true;
          at = rows->emplace(relation.predicate, Row()).first;
          at->second.property = relation.property;
        }
        const auto evidence = snapshot.EvidenceOf(relation.id);
        if (!evidence.ok()) {
          status = evidence.status();
          return false;
        }
        for (const EvidenceRecord& item : *evidence) {
          const std::string words = WordsBetween(item);
          std::string entry = EntryOf(at->second, words, names);
          if (entry.empty()) entry = words.empty() ? "-" : "\"" + words + "\"";
          ++at->second.used[entry];
          ++at->second.evidence;
        }
        return true;
      }));
  return status;
}

std::string UsedText(const Row& row) {
  std::vector<std::pair<std::string, uint64_t>> used(row.used.begin(),
                                                     row.used.end());
  std::stable_sort(used.begin(), used.end(), [](const auto& a, const auto& b) {
    return a.second > b.second;
  });
  std::string text;
  for (size_t i = 0; i < used.size(); ++i) {
    if (i == kMostWords) return text + ", …";
    text += i == 0 ? "" : ", ";
    text += used[i].first + " " + std::to_string(used[i].second);
  }
  return text;
}

std::string TableText(const Row& row) {
  std::string text;
  for (const std::string& word : row.words) {
    text += text.empty() ? "" : ", ";
    text += word;
  }
  return text;
}

Result<std::string> PredicatesText(const Arguments& arguments) {
  KG_ASSIGN(const FindView view,
            OpenFindView(arguments.store, arguments.lexicon));
  Rows rows = RowsOfTable(*view.lexicon);
  KG_RETURN_IF_ERROR(
      CountUses(*view.snapshot, *view.lexicon, arguments, &rows));
  std::vector<std::string> names;
  for (const auto& [name, row] : rows) names.push_back(name);
  if (!arguments.name.empty()) {
    const PredicateNames matcher(*view.lexicon);
    std::vector<std::string> matched;
    for (const PredicateMatch& match : matcher.Match(arguments.name, names)) {
      matched.push_back(match.name);
    }
    if (matched.empty()) {
      return Status::NotFound(
          UnknownText({"predicate", arguments.name,
                       matcher.NearestTo(arguments.name, names, 5)}));
    }
    names = std::move(matched);
  }
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) {
                     return rows.at(a).evidence > rows.at(b).evidence;
                   });
  TextTable table({"PREDICATE", "PROPERTY", "EVIDENCE", "BY", "TABLE"}, {2});
  for (const std::string& name : names) {
    const Row& row = rows.at(name);
    table.AddRow({name, row.property, std::to_string(row.evidence),
                  UsedText(row), TableText(row)});
  }
  return table.ToString();
}

int Run(const Arguments& arguments) {
  const Result<std::string> text = PredicatesText(arguments);
  return text.ok() ? PrintResult(*text) : Fail(text.status());
}

}  // namespace

Command AddPredicates(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand(
      "predicates", "canonical predicates and what they merged");
  app->footer(kExamples);
  app->add_option("NAME", arguments->name, "a predicate, in any form");
  AddStoreArguments(app, &arguments->store);
  AddLexiconArguments(app, &arguments->lexicon);
  app->add_flag("--all", arguments->all, "also verbs outside of the table");
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
