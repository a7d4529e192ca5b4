// LineEditor: lines from a person at a terminal, with editing, history and
// completion (libedit), or from a pipe as they are. Not thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"

namespace kg {

// Words that may stand for the end of the line before the cursor, and how many
// of its bytes they replace.
struct Completion {
  size_t replaced = 0;
  std::vector<std::string> words;
};
using Completer = std::function<Completion(std::string_view before)>;

class LineEditor {
 public:
  // `history` is a file; empty: none is kept. The token that `interrupt` gives,
  // set by a signal's handler, ends a line at a terminal that is being read.
  LineEditor(std::string history, Completer completer,
             const CancelToken* (*interrupt)());
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // A line without its end; nothing at the end of the input or interrupted.
  std::optional<std::string> Read(const std::string& prompt);
  // Keeps what was entered, of one line or several.
  void Remember(const std::string& entry);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace kg
