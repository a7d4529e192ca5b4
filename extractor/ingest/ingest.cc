#include "extractor/ingest/ingest.h"

#include <unordered_map>
#include <unordered_set>

#include "base/unicode.h"
#include "extractor/ingest/byte_source.h"
#include "extractor/ingest/encoding.h"
#include "extractor/ingest/finish.h"
#include "extractor/ingest/formats.h"
#include "extractor/ingest/html_article.h"
#include "extractor/ingest/json_records.h"
#include "extractor/ingest/plain_text.h"

namespace kg {
namespace {

// A JSON file in UTF-16 or UTF-32, which nobody should write, is converted as a
// whole; so its size is limited to a few records'.
constexpr size_t kWideRecords = 16;

// Reads one file's articles and passes them on.
class FileReader {
 public:
  FileReader(const std::string& name, const IngestOptions& options,
             const IngestTables& tables, const IngestSink& sink)
      : name_(RepairUtf8(name)),
        format_(FormatOf(name)),
        options_(options),
        tables_(tables),
        sink_(sink) {}

  // Fails only where the system does; what is wrong with the bytes is skipped.
  Status Read(ByteSource* source) {
    const Status status = IsJson() ? ReadRecords(source) : ReadWhole(source);
    if (status.ok()) return Status();
    if (status.kind() == ErrorKind::kIo) return status;
    Skip(name_, status.message());
    return Status();
  }

 private:
  bool IsJson() const {
    return format_.kind == ArticleFormat::kJson ||
           format_.kind == ArticleFormat::kJsonLines;
  }

  void Skip(std::string place, std::string reason) {
    if (stopped_ || !sink_.on_skipped) return;
    stopped_ = !sink_.on_skipped({std::move(place), std::move(reason)});
  }

  Status ReadWhole(ByteSource* source) {
    KG_ASSIGN(const std::string bytes,
              ReadAll(source, options_.limits.record_bytes));
    const bool html = format_.kind == ArticleFormat::kHtml;
    KG_ASSIGN(
        const std::string text,
        DecodeText(bytes, html ? DeclaredBy::kHtml : DeclaredBy::kNothing));
    if (text.find_first_not_of(" \t\r\n\f\v") == text.npos) {
      return Status::InvalidInput("empty");
    }
    RawArticle raw;
    if (html) {
      KG_ASSIGN(raw, ReadHtmlArticle(text, tables_));
    } else if (format_.kind == ArticleFormat::kMarkdown) {
      raw = ReadMarkdown(text, tables_.plain_text());
    } else {
      raw = ReadPlainText(text, tables_.plain_text());
    }
    raw.record.reset();  // a file is its own record
    KG_ASSIGN(Article article,
              tables_.Finish(std::move(raw), options_.keep_any_language));
    Emit(std::move(article), "", Blake2b(bytes));
    return Status();
  }

  Status ReadRecords(ByteSource* source) {
    KG_ASSIGN(const std::string_view head, source->Peek());
    if (head.empty()) return Status::InvalidInput("empty");
    size_t mark_bytes = 0;
    const std::string_view mark = EncodingOfMark(head, &mark_bytes);
    if (mark.empty() || mark == "utf-8") return ReadPieces(source);
    KG_ASSIGN(const std::string bytes,
              ReadAll(source, kWideRecords * options_.limits.record_bytes));
    KG_ASSIGN(const std::string text, DecodeText(bytes, DeclaredBy::kNothing));
    ByteSource converted = ByteSource::FromBytes(text, false, options_.limits);
    return ReadPieces(&converted);
  }

  Status ReadPieces(ByteSource* source) {
    const Status status = format_.kind == ArticleFormat::kJson
                              ? ReadValues(source)
                              : ReadLines(source);
    if (status.ok() && !any_record_) return Status::InvalidInput("empty");
    return status;
  }

  Status ReadLines(ByteSource* source) {
    LineReader reader(source, options_.limits.record_bytes);
    LineReader::Line line;
    while (!stopped_) {
      KG_ASSIGN(const bool more, reader.Next(&line));
      if (!more) break;
      std::string_view text = line.text;
      if (text.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == text.npos &&
          !line.oversized) {
        continue;
      }
      ReadPiece(text, {line.number, 1}, line.oversized);
    }
    return Status();
  }

  Status ReadValues(ByteSource* source) {
    JsonSplitter splitter(source, options_.limits.record_bytes);
    JsonSplitter::Piece piece;
    while (!stopped_) {
      KG_ASSIGN(const bool more, splitter.Next(&piece));
      if (!more) break;
      ReadPiece(piece.text, piece.place, piece.oversized);
    }
    return Status();
  }

  void ReadPiece(std::string_view bytes, JsonPlace at, bool oversized) {
    any_record_ = true;
    const std::string place = name_ + ":" + std::to_string(at.line);
    if (oversized) {
      Skip(place, "oversized: record of more than " +
                      SizeText(options_.limits.record_bytes));
      return;
    }
    Result<std::vector<Result<RawArticle>>> records =
        ReadJsonRecords(bytes, options_.limits.json_depth, at, tables_);
    if (!records.ok()) {
      Skip(place, records.status().message());
      return;
    }
    const Hash128 hash = Blake2b(bytes);
    for (Result<RawArticle>& record : records.value()) {
      if (stopped_) return;
      const Status status = EmitRecord(std::move(record), hash);
      if (!status.ok()) Skip(place, status.message());
    }
  }

  Status EmitRecord(Result<RawArticle> record, const Hash128& hash) {
    KG_ASSIGN(RawArticle raw, std::move(record));
    KG_ASSIGN(Article article,
              tables_.Finish(std::move(raw), options_.keep_any_language));
    std::string key;
    if (article.record) {
      key = *article.record;
      if (!ids_.insert(Blake2b(key)).second) {
        return Status::InvalidInput("repeats the record id '" + key + "'");
      }
    } else {
      key = hash.Hex() + ":" + std::to_string(equal_[hash]++);
    }
    Emit(std::move(article), key, hash);
    return Status();
  }

  void Emit(Article article, const std::string& key, const Hash128& hash) {
    article.root_label = options_.root_label;
    article.path = name_;
    article.id = MakeArticleId(article.root_label, article.path, key);
    article.content_hash = hash;
    if (!stopped_) stopped_ = !sink_.on_article(std::move(article));
  }

  const std::string name_;
  const ArticleFormat format_;
  const IngestOptions& options_;
  const IngestTables& tables_;
  const IngestSink& sink_;
  bool stopped_ = false;
  bool any_record_ = false;
  // 16 bytes a record: all that grows with the file.
  std::unordered_map<Hash128, size_t> equal_;  // records without an id
  std::unordered_set<Hash128> ids_;
};

}  // namespace

bool HasArticleName(std::string_view path) { return FormatOf(path).known; }

Status IngestFile(const std::string& path, const std::string& name,
                  const IngestOptions& options, const Lexicon& lexicon,
                  const IngestSink& sink) {
  KG_ASSIGN(ByteSource source,
            ByteSource::Open(path, FormatOf(name).gzipped, options.limits));
  const IngestTables tables(lexicon);
  return FileReader(name, options, tables, sink).Read(&source);
}

Status IngestBytes(std::string_view bytes, const std::string& name,
                   const IngestOptions& options, const Lexicon& lexicon,
                   const IngestSink& sink) {
  return IngestBytes(bytes, name, options, IngestTables(lexicon), sink);
}

Status IngestBytes(std::string_view bytes, const std::string& name,
                   const IngestOptions& options, const IngestTables& tables,
                   const IngestSink& sink) {
  ByteSource source =
      ByteSource::FromBytes(bytes, FormatOf(name).gzipped, options.limits);
  return FileReader(name, options, tables, sink).Read(&source);
}

}  // namespace kg
