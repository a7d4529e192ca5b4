#include "cli/line_editor.h"

#include <histedit.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cwchar>
#include <iostream>

namespace kg {

struct LineEditor::State {
  std::string file;
  Completer completer;
  std::string prompt;
  const CancelToken* (*interrupt)() = nullptr;
  std::mbstate_t decoder{};
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

// Waits for a byte with SIGINT and SIGTERM let in only while it sleeps: one
// that came just before is seen by the token, and none is lost between the
// look and the sleep. False: interrupted, or no more can be read.
bool WaitForByte(const CancelToken& interrupt) {
  sigset_t stops;
  sigset_t before;
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stops, &before);
  pollfd input{STDIN_FILENO, POLLIN, 0};
  int ready = -1;
  while (!interrupt.cancelled()) {
    ready = ppoll(&input, 1, nullptr, &before);
    if (ready >= 0 || errno != EINTR) break;
  }
  const bool cancelled = interrupt.cancelled();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return ready > 0 && !cancelled;
}

// A character for libedit: 1, or 0 for none any more, or -1.
int ReadCharacter(EditLine* editor, wchar_t* character) {
  LineEditor::State* state = StateOf(editor);
  for (;;) {
    if (!WaitForByte(*state->interrupt())) return -1;
    char byte = 0;
    const ssize_t got = read(STDIN_FILENO, &byte, 1);
    if (got <= 0) return static_cast<int>(got);
    const size_t length = std::mbrtowc(character, &byte, 1, &state->decoder);
    if (length == 0 || length == 1) return 1;
    if (length == static_cast<size_t>(-1)) state->decoder = {};  // left out
  }
}

}  // namespace

LineEditor::LineEditor(std::string history, Completer completer,
                       const CancelToken* (*interrupt)())
    : state_(std::make_unique<State>()) {
  state_->interrupt = interrupt;
  state_->file = std::move(history);
  state_->completer = std::move(completer);
  if (isatty(STDIN_FILENO) == 0) return;
  std::setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
  state_->editor = el_init("kg", stdin, stdout, stderr);
  if (state_->editor == nullptr) return;
  el_set(state_->editor, EL_CLIENTDATA, state_.get());
  el_set(state_->editor, EL_PROMPT, Prompt);
  el_set(state_->editor, EL_EDITOR, "emacs");
  el_set(state_->editor, EL_SIGNAL, 0);
  el_set(state_->editor, EL_GETCFN, ReadCharacter);
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
