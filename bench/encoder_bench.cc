// Pieces a second of one core: the whole encoder with all heads, and how its
// rate of arithmetic compares with a plain matrix product of oneDNN's in the
// same run. encoder_bench MODEL
// [f32|bf16|int8] [SECONDS]
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "extractor/language/encoder.h"
#include "extractor/language/model.h"
#include "extractor/language/onednn.h"
#include "extractor/language/windows.h"

namespace kg {
namespace {

// This thread's processor time, in seconds: other programs do not count.
double Now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         1e-9 * static_cast<double>(time.tv_nsec);
}

// Made-up sentences of the length of news.
Document MakeDocument(size_t sentences) {
  const std::vector<std::string> words = {
      "The",  "minister", "said",   "on",        "Tuesday", "that",  "talks",
      "with", "the",      "Norvex", "company",   "had",     "ended", "without",
      "any",  "result",   ",",      "officials", "added",   "later", "."};
  Document document;
  for (size_t i = 0; i < sentences; ++i) {
    Sentence& sentence = document.sentences.emplace_back();
    for (const std::string& word : words) {
      sentence.tokens.emplace_back().form = word;
    }
  }
  return document;
}

// Multiplications and additions of one window's matrix products.
double Operations(const ModelParts& parts, const Window& window) {
  const ModelConfig& c = parts.config;
  const auto pieces = static_cast<double>(window.pieces.size());
  const auto nodes = static_cast<double>(window.nodes.size());
  const auto h = static_cast<double>(c.hidden);
  const auto i = static_cast<double>(c.intermediate);
  const auto a = static_cast<double>(c.arc), b = static_cast<double>(c.label);
  const auto layers = static_cast<double>(c.layers);
  const auto tags = static_cast<double>(parts.weights.tag_begin.back());
  const auto d = static_cast<double>(parts.weights.relations);
  const double encoder =
      layers * pieces * (4 * h * h + 2 * h * i + 2 * pieces * h);
  const double heads = nodes * (h * (tags + 2 * a + 2 * b) + a * a + b * b * d);
  return 2 * (encoder + heads);
}

struct Rate {
  double operations = 0;
  double seconds = 0;
  double PerSecond() const { return operations / seconds; }
};

// Plain f32 products of about the size of the encoder's.
Status AddGemm(size_t n, Rate* rate) {
  constexpr size_t kRows = 160;
  const std::vector<float> a(kRows * n, 0.5f), b(n * n, 0.5f);
  std::vector<float> c(kRows * n);
  GemmArgs args{.m = kRows, .n = n, .k = n};
  args.a = a.data();
  args.b = b.data();
  args.c = c.data();
  args.lda = args.ldb = args.ldc = n;
  const double start = Now();
  for (int run = 0; run < 50; ++run) {
    KG_RETURN_IF_ERROR(Gemm(args));
    rate->operations += 2.0 * kRows * static_cast<double>(n * n);
  }
  rate->seconds += Now() - start;
  return Status();
}

// The two alternate, so that both meet the same neighbours on the machine.
Status Measure(const std::shared_ptr<const Model>& model, double seconds) {
  const auto& parts = static_cast<const LoadedModel&>(*model).parts();
  const OneThread one_thread;
  Document document = MakeDocument(60);
  WindowReader reader(document, parts.word_piece,
                      {parts.config.max_pieces, parts.config.positions});
  Window window;
  double operations = 0;
  size_t pieces = 0;
  while (reader.Next(&window)) {
    operations += Operations(parts, window);
    pieces += window.pieces.size();
  }
  Encoder encoder(model);
  KG_RETURN_IF_ERROR(encoder.Annotate(&document, nullptr));  // warm
  Rate gemm, all;
  size_t rounds = 0;
  while (all.seconds < seconds) {
    KG_RETURN_IF_ERROR(AddGemm(512, &gemm));
    const double start = Now();
    KG_RETURN_IF_ERROR(encoder.Annotate(&document, nullptr));
    all.seconds += Now() - start;
    all.operations += operations;
    ++rounds;
  }
  std::printf("plain product, f32: %.1f GFLOP/s\n", gemm.PerSecond() / 1e9);
  std::printf("encoder: %.1f GFLOP/s (%.0f %%), %.0f pieces a second\n",
              all.PerSecond() / 1e9, 100 * all.PerSecond() / gemm.PerSecond(),
              static_cast<double>(pieces * rounds) / all.seconds);
  return Status();
}

int Run(const std::string& folder, Precision precision, double seconds) {
  const double start = Now();
  const auto model = Model::Open(folder, precision);
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", model.status().message().c_str());
    return 1;
  }
  std::printf("open: %.0f ms, kernels %s\n", 1e3 * (Now() - start),
              (*model)->KernelClass().c_str());
  const Status status = Measure(*model, seconds);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.message().c_str());
  return 1;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "models/en";
  const auto precision = kg::ParsePrecision(argc > 2 ? argv[2] : "auto");
  if (!precision.ok()) return 2;
  return kg::Run(folder, *precision, argc > 3 ? std::atof(argv[3]) : 10);
}
