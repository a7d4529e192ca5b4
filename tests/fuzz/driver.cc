// main() of a fuzz target without libFuzzer: runs it on every seed, then on
// random changes of seeds, always the same ones for a number. An input that
// crashes, breaks a promise or takes too long is left in a file and ends the
// program. Flags are libFuzzer's, as far as they are known here.
//
//   TARGET [-runs=N] [-seed=N] [-max_len=N] [-timeout=S] [-pump=N]
//          [-artifact_prefix=PATH] FILE|FOLDER…
//
// -pump repeats a random piece of a random seed until it has N bytes: time that
// grows faster than the input shows there.
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// The target (target.h).
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

using Inputs = std::vector<std::string>;

struct Flags {
  std::map<std::string, size_t> numbers = {{"runs", 1000},
                                           {"seed", 1},
                                           {"max_len", 4096},
                                           {"timeout", 10},
                                           {"pump", 0}};
  std::string artifact_prefix;
  Inputs paths;
};

// What runs now, for the handler of signals.
const std::string* current = nullptr;
std::string artifact;

void KeepInput(int signal_number) {
  const int file = open(artifact.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const bool kept =
      file >= 0 && write(file, current->data(), current->size()) ==
                       static_cast<ssize_t>(current->size());
  const std::string_view words[] = {
      signal_number == SIGPROF ? "slow input" : "crash",
      kept ? ", input in " : ", input could not be kept in ", artifact, "\n"};
  for (const std::string_view text : words) {
    if (write(STDERR_FILENO, text.data(), text.size()) < 0) break;
  }
  _exit(1);
}

// Of processor time, so that a busy machine makes no input slow; 0: no limit.
void SetLimit(size_t seconds) {
  itimerval limit{};
  limit.it_value.tv_sec = static_cast<time_t>(seconds);
  setitimer(ITIMER_PROF, &limit, nullptr);
}

void Run(const std::string& input, size_t timeout) {
  current = &input;
  SetLimit(timeout);
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()),
                         input.size());
  SetLimit(0);
}

class Mutator {
 public:
  Mutator(const Inputs& seeds, size_t seed, size_t max_length)
      : seeds_(seeds), random_(seed), max_length_(max_length) {}

  std::string Changed() {
    std::string text = Any();
    for (size_t n = 1 + Below(4); n > 0; --n) Change(&text);
    text.resize(std::min(text.size(), max_length_));
    return text;
  }

  // A piece of a seed again and again where it stood.
  std::string Pumped(size_t size) {
    const std::string text = Any();
    const Piece piece = AnyPiece(text, 1 + Below(40));
    if (piece.size == 0) return text;
    std::string out = text.substr(0, piece.begin);
    while (out.size() < size) out += text.substr(piece.begin, piece.size);
    return out + text.substr(piece.begin + piece.size);
  }

 private:
  struct Piece {
    size_t begin = 0;
    size_t size = 0;
  };

  size_t Below(size_t limit) {
    return limit == 0 ? 0 : static_cast<size_t>(random_() % limit);
  }
  const std::string& Any() { return seeds_[Below(seeds_.size())]; }
  Piece AnyPiece(const std::string& text, size_t longest) {
    const size_t begin = Below(text.size());
    return {begin, std::min(longest, text.size() - begin)};
  }

  void Change(std::string* text) {
    const Piece piece = AnyPiece(*text, 1 + Below(32));
    switch (Below(6)) {
      case 0:
        text->erase(piece.begin, piece.size);
        break;
      case 1:
        text->insert(Below(text->size()), *text, piece.begin, piece.size);
        break;
      case 2: {
        const std::string& other = Any();
        const Piece taken = AnyPiece(other, 1 + Below(64));
        text->replace(piece.begin, piece.size, other, taken.begin, taken.size);
        break;
      }
      case 3:
        text->insert(piece.begin, kPieces[Below(kPieces.size())]);
        break;
      case 4:
        if (!text->empty())
          (*text)[piece.begin] ^= static_cast<char>(1 << Below(8));
        break;
      default:
        if (!text->empty()) (*text)[piece.begin] = static_cast<char>(random_());
    }
  }

  // What readers stumble over.
  static constexpr std::array<std::string_view, 20> kPieces = {
      "\"",
      "\\",
      "\n",
      "\r\n",
      "\t",
      "<",
      "&#0;",
      "&#xD800;",
      "{",
      "[",
      "}",
      "]",
      "\\ud800",
      "\xEF\xBF\xBF",
      "\xF4\x90\x80\x80",
      "-1",
      "18446744073709551616",
      "1e999",
      "null",
      "\xE2\x80\xAE"};

  const Inputs& seeds_;
  std::mt19937_64 random_;
  size_t max_length_;
};

std::string ReadBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Files in the order of their names.
Inputs ReadSeeds(const Inputs& paths) {
  std::vector<std::filesystem::path> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  Inputs seeds;
  for (const auto& file : files) seeds.push_back(ReadBytes(file));
  return seeds;
}

bool ReadFlag(const std::string& word, Flags* flags) {
  const size_t equals = word.find('=');
  if (!word.starts_with('-') || equals == std::string::npos) return false;
  const std::string name = word.substr(1, equals - 1);
  const std::string value = word.substr(equals + 1);
  if (name == "artifact_prefix") {
    flags->artifact_prefix = value;
  } else if (const auto at = flags->numbers.find(name);
             at != flags->numbers.end()) {
    at->second = static_cast<size_t>(std::strtoull(value.c_str(), nullptr, 10));
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  for (int i = 1; i < argc; ++i) {
    if (!ReadFlag(argv[i], &flags)) flags.paths.emplace_back(argv[i]);
  }
  Inputs seeds = ReadSeeds(flags.paths);
  if (seeds.empty()) seeds.emplace_back();
  artifact = flags.artifact_prefix + "crash-" +
             std::filesystem::path(argv[0]).filename().string();
  for (const int number : {SIGABRT, SIGPROF, SIGBUS, SIGFPE, SIGILL, SIGSEGV}) {
    signal(number, KeepInput);
  }
  const size_t timeout = flags.numbers["timeout"];
  for (const std::string& seed : seeds) Run(seed, timeout);
  Mutator mutator(seeds, flags.numbers["seed"], flags.numbers["max_len"]);
  const size_t runs = flags.numbers["runs"], pump = flags.numbers["pump"];
  for (size_t run = 0; run < runs; ++run) {
    Run(pump > 0 ? mutator.Pumped(pump) : mutator.Changed(), timeout);
  }
  std::printf("%zu seeds and %zu changes of them: no crash\n", seeds.size(),
              runs);
  return 0;
}
