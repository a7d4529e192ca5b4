// kg shell: queries one after another, with editing, history and completion.

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/line_editor.h"
#include "cli/output.h"
#include "cli/query_run.h"
#include "cli/shell_interrupt.h"
#include "query/kgq/functions.h"

namespace kg {
namespace {

constexpr std::string_view kHelp =
    "A query may have several lines and ends with ';' or an empty line.\n"
    "  :help           this text\n"
    "  :schema         labels, predicates and their counts\n"
    "  :format NAME    table, csv, tsv, json or jsonl\n"
    "  :explain QUERY  the plan of a query of one line\n"
    "  :profile QUERY  its rows, then rows and time of the plan's parts\n"
    "  :quit           or the end of the input\n"
    "Tab completes labels, predicates, properties, functions and, in quotes,\n"
    "names.\n";

constexpr std::string_view kWords[] = {
    "ALL",   "AND",      "ASC",   "BY",     "CASE", "CONTAINS", "COUNT",
    "DESC",  "DISTINCT", "ELSE",  "END",    "ENDS", "EXISTS",   "IN",
    "IS",    "LIMIT",    "MATCH", "NOT",    "NULL", "OPTIONAL", "OR",
    "ORDER", "RETURN",   "SKIP",  "STARTS", "THEN", "UNION",    "UNWIND",
    "WHEN",  "WHERE",    "WITH",  "XOR",
};

// ~/.local/state/kg_history, or where XDG_STATE_HOME says.
std::string HistoryFile() {
  if (const char* state = std::getenv("XDG_STATE_HOME")) {
    return std::string(state) + "/kg_history";
  }
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : std::string(home) + "/.kg_history";
}

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

class Shell {
 public:
  Shell(const QueryArguments& arguments, const Snapshot& snapshot,
        const ViewGraph& graph)
      : arguments_(arguments), snapshot_(snapshot), graph_(graph) {
    for (const std::string_view word : kWords) words_.emplace_back(word);
    for (auto names : {graph.KeyNames(), FunctionNames()}) {
      words_.insert(words_.end(), names.begin(), names.end());
    }
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }

  int Run() {
    LineEditor editor(
        HistoryFile(),
        [this](std::string_view before) { return Complete(before); },
        ShellToken);
    std::string query;
    while (!done_) {
      const std::optional<std::string> line =
          editor.Read(query.empty() ? "kg> " : "  > ");
      if (TakeInterrupt()) {
        query.clear();
        PrintResult("\n");
        continue;
      }
      if (!line || ShellToken()->cancelled()) break;
      if (query.empty() && StartsWith(*line, ":")) {
        editor.Remember(*line);
        Command(*line);
        continue;
      }
      const bool ends = line->empty() || line->back() == ';';
      query += (query.empty() ? "" : "\n") + *line;
      if (!ends) continue;
      Ask(query, &editor);
      query.clear();
    }
    if (ShellToken()->cancelled()) return kInterrupted;
    if (!query.empty()) Ask(query, &editor);
    return failed_ && isatty(STDIN_FILENO) == 0 ? kFailed : kDone;
  }

 private:
  void Ask(const std::string& query, LineEditor* editor) {
    if (query.find_first_not_of(" \n;") == std::string::npos) return;
    editor->Remember(query);
    Answer(query, false, false);
  }

  void Answer(const std::string& query, bool explain, bool profile) {
    QueryRequest request;
    request.name = "query";
    request.text = query;
    request.format = format_;
    request.explain = explain;
    request.profile = profile;
    request.options = OptionsOf(arguments_, ShellToken());
    failed_ |= RunQueryRequest(graph_, std::move(request)) != kDone;
    if (TakeInterrupt()) PrintError("interrupted");
  }

  void Command(const std::string& line) {
    const size_t blank = std::min(line.find(' '), line.size());
    const std::string name = line.substr(0, blank);
    const size_t begin = line.find_first_not_of(' ', blank);
    const std::string rest =
        begin == std::string::npos ? "" : line.substr(begin);
    if (name == ":help") {
      PrintResult(kHelp);
    } else if (name == ":schema") {
      PrintSchema();
    } else if (name == ":quit" || name == ":exit") {
      done_ = true;
    } else if (name == ":explain" || name == ":profile") {
      Answer(rest, name == ":explain", name == ":profile");
    } else if (name == ":format" && RowFormatOf(rest)) {
      format_ = *RowFormatOf(rest);
    } else {
      failed_ = true;
      PrintError(name == ":format"
                     ? "no format '" + rest +
                           "'; expected table, csv, tsv, json or jsonl"
                     : "no command '" + name + "'; :help lists them");
    }
  }

  void PrintSchema() {
    std::string text = "labels\n";
    for (const std::string& label : graph_.LabelNames()) {
      const auto count =
          static_cast<uint64_t>(graph_.CountLabelled(*graph_.Label(label)));
      if (count > 0) text += "  " + label + "  " + std::to_string(count) + "\n";
    }
    text += "predicates and other types of edges\n";
    for (const std::string& type : graph_.EdgeTypeNames()) {
      const auto count =
          static_cast<uint64_t>(graph_.CountEdges(graph_.EdgeType(type)));
      if (count > 0) text += "  " + type + "  " + std::to_string(count) + "\n";
    }
    text += "properties\n ";
    for (const std::string& key : graph_.KeyNames()) text += " " + key;
    PrintResult(text + "\n");
  }

  Completion Complete(std::string_view before) const {
    const size_t quote = OpenQuote(before);
    Completion completion;
    if (quote != std::string_view::npos) {
      const std::string start(before.substr(quote + 1));
      completion.replaced = start.size();
      completion.words = NamesThatStart(start);
      return completion;
    }
    size_t begin = before.size();
    while (begin > 0) {
      const char c = before[begin - 1];
      const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '_';
      if (!part) break;
      --begin;
    }
    const std::string start(before.substr(begin));
    completion.replaced = start.size();
    const bool opened =
        begin > 0 && std::string_view(".:|").find(before[begin - 1]) !=
                         std::string_view::npos;
    if (start.empty() && !opened) return completion;
    const std::string folded = ToLower(start);
    for (const std::string& word : WordsAfter(before.substr(0, begin))) {
      if (StartsWith(ToLower(word), folded)) completion.words.push_back(word);
    }
    return completion;
  }

  // What may come next: properties, types, labels, or any word.
  std::vector<std::string> WordsAfter(std::string_view before) const {
    const char last = before.empty() ? ' ' : before.back();
    if (last == '.') return graph_.KeyNames();
    if (last != ':' && last != '|') return words_;
    const size_t bracket = before.find_last_of("[](){}");
    const bool in_edge =
        bracket != std::string_view::npos && before[bracket] == '[';
    return in_edge ? graph_.EdgeTypeNames() : graph_.LabelNames();
  }

  // Where the quotation begins that the text ends in.
  static size_t OpenQuote(std::string_view text) {
    size_t open = std::string_view::npos;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (open == std::string_view::npos) {
        if (text[i] == '"' || text[i] == '\'') open = i;
      } else if (text[i] == text[open]) {
        open = std::string_view::npos;
      }
    }
    return open;
  }

  std::vector<std::string> NamesThatStart(const std::string& start) const {
    constexpr size_t kMost = 100;  // chosen
    std::vector<std::string> names;
    const std::string folded = FoldTerm(start);
    if (folded.empty()) return names;
    const Status status = snapshot_.ForEachName([&](std::string_view name) {
      if (StartsWith(name, folded)) names.emplace_back(name);
      return names.size() < kMost;
    });
    if (!status.ok()) names.clear();
    return names;
  }

  const QueryArguments& arguments_;
  const Snapshot& snapshot_;
  const ViewGraph& graph_;
  RowFormat format_ = RowFormat::kTable;
  std::vector<std::string> words_;
  bool done_ = false;
  bool failed_ = false;
};

int Run(const QueryArguments& arguments) {
  CatchShellSignals();
  const Result<OpenedGraph> opened = OpenGraph(arguments);
  if (!opened.ok()) return Fail(opened.status());
  return Shell(arguments, *opened->snapshot, *opened->graph).Run();
}

}  // namespace

Command AddShell(CLI::App* kg) {
  auto arguments = std::make_shared<QueryArguments>();
  CLI::App* app = kg->add_subcommand("shell", "queries one after another");
  AddQueryArguments(app, arguments.get());
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
