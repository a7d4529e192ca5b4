#include "cli/line_editor.h"

#include <histedit.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <iostream>

namespace kg {

struct LineEditor::State {
  std::string file;
  Completer completer;
  std::string prompt;
  EditLine* editor = nullptr;  // null: the input is no terminal
  History* history = nullptr;
  HistEvent event{};
};

namespace {

constexpr int kHistoryEntries = 1000;

LineEditor::State* StateOf(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return static_cast<LineEditor::State*>(data);
}

char* Prompt(EditLine* editor) { return StateOf(editor)->prompt.data(); }

std::string CommonStart(const std::vector<std::string>& words) {
  std::string start = words.front();
  for (const std::string& word : words) {
    const auto end =
        std::mismatch(start.begin(), start.end(), word.begin(), word.end());
    start.erase(end.first, start.end());
  }
  return start;
}

// One word is put in; of several what they have in common, then they are shown.
unsigned char Complete(EditLine* editor, int) {
  const LineInfo* line = el_line(editor);
  const std::string before(line->buffer, line->cursor);
  const Completion completion = StateOf(editor)->completer(before);
  if (completion.words.empty()) return CC_REFRESH_BEEP;
  const std::string start = CommonStart(completion.words);
  if (start.size() > completion.replaced || completion.words.size() == 1) {
    el_deletestr(editor, static_cast<int>(completion.replaced));
    if (el_insertstr(editor, start.c_str()) == -1) return CC_ERROR;
    return CC_REFRESH;
  }
  constexpr size_t kMostShown = 60;  // chosen: a screen of them
  std::string list = "\n";
  for (size_t i = 0; i < std::min(kMostShown, completion.words.size()); ++i) {
    list += completion.words[i] + "  ";
  }
  if (completion.words.size() > kMostShown) list += "…";
  list += "\n";
  std::fwrite(list.data(), 1, list.size(), stdout);
  std::fflush(stdout);
  return CC_REDISPLAY;
}

}  // namespace

LineEditor::LineEditor(std::string history, Completer completer)
    : state_(std::make_unique<State>()) {
  state_->file = std::move(history);
  state_->completer = std::move(completer);
  if (isatty(STDIN_FILENO) == 0) return;
  std::setlocale(LC_CTYPE, "");
  state_->editor = el_init("kg", stdin, stdout, stderr);
  if (state_->editor == nullptr) return;
  el_set(state_->editor, EL_CLIENTDATA, state_.get());
  el_set(state_->editor, EL_PROMPT, Prompt);
  el_set(state_->editor, EL_EDITOR, "emacs");
  el_set(state_->editor, EL_SIGNAL, 0);
  el_set(state_->editor, EL_ADDFN, "kg-complete", "complete", Complete);
  el_set(state_->editor, EL_BIND, "^I", "kg-complete", nullptr);
  state_->history = history_init();
  if (state_->history == nullptr) return;
  ::history(state_->history, &state_->event, H_SETSIZE, kHistoryEntries);
  ::history(state_->history, &state_->event, H_SETUNIQUE, 1);
  el_set(state_->editor, EL_HIST, ::history, state_->history);
  if (!state_->file.empty()) {
    ::history(state_->history, &state_->event, H_LOAD, state_->file.c_str());
  }
}

LineEditor::~LineEditor() {
  if (state_->history != nullptr) {
    if (!state_->file.empty()) {
      ::history(state_->history, &state_->event, H_SAVE, state_->file.c_str());
    }
    history_end(state_->history);
  }
  if (state_->editor != nullptr) el_end(state_->editor);
}

std::optional<std::string> LineEditor::Read(const std::string& prompt) {
  std::string line;
  if (state_->editor == nullptr) {
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
  }
  state_->prompt = prompt;
  int count = 0;
  const char* read = el_gets(state_->editor, &count);
  if (read == nullptr || count <= 0) return std::nullopt;
  line.assign(read, static_cast<size_t>(count));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.pop_back();
  }
  return line;
}

void LineEditor::Remember(const std::string& entry) {
  if (state_->history == nullptr || entry.empty()) return;
  ::history(state_->history, &state_->event, H_ENTER, entry.c_str());
}

}  // namespace kg
