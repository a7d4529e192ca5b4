#include "tests/ingest/helpers.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>

#include "base/file.h"

namespace kg {

namespace {

Lexicon LoadLexicon() {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& entry :
       std::filesystem::directory_iterator(KG_SOURCE_DIR "/lexicon/en")) {
    const std::string stem = entry.path().stem().string();
    if (!stem.starts_with("ingest_")) continue;
    const Result<std::string> text = ReadFile(entry.path().string(), 1u << 20);
    EXPECT_TRUE(text.ok());
    texts.emplace_back(stem, text.value());
  }
  const Result<Lexicon> lexicon = Lexicon::FromTexts(texts);
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  return lexicon.value();
}

}  // namespace

const Lexicon& IngestLexicon() {
  static const Lexicon kLexicon = LoadLexicon();
  return kLexicon;
}

Ingested IngestText(std::string_view bytes, const std::string& name,
                    const IngestOptions& options) {
  Ingested result;
  IngestSink sink;
  sink.on_article = [&](Article article) {
    result.articles.push_back(std::move(article));
    return true;
  };
  sink.on_skipped = [&](Skipped skipped) {
    result.skipped.push_back(skipped.place + ": " + skipped.reason);
    return true;
  };
  const Status status =
      IngestBytes(bytes, name, options, IngestLexicon(), sink);
  EXPECT_TRUE(status.ok()) << status.message();
  return result;
}

std::string BodyOf(const Article& article) {
  return article.text.substr(article.body_begin);
}

std::string CleanedBody(std::string_view text) {
  const Ingested result =
      IngestText("A headline of the test\n\n" + std::string(text), "a.txt");
  if (result.articles.empty()) {
    return result.skipped.empty() ? "" : "skipped " + result.skipped[0];
  }
  return BodyOf(result.articles[0]);
}

std::string Gzip(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
                         Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace kg
