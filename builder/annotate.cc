#include "builder/annotate.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "extractor/language/conllu.h"

namespace kg {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// Writes one annotation; the methods are in the order of the keys.
class AnnotationWriter {
 public:
  AnnotationWriter(Writer* out, const Annotated& annotated)
      : out_(*out),
        annotated_(annotated),
        article_(annotated.extraction.facts.article),
        offsets_(article_.text) {}

  void Write(const std::string& path) {
    out_.StartObject();
    Key("path", path);
    Key("id", article_.id.Hex());
    out_.Key("record");
    article_.record ? String(*article_.record) : Null();
    out_.Key("title");
    article_.title.empty() ? Null() : String(article_.title);
    out_.Key("date");
    article_.date.empty() ? Null() : String(article_.date);
    Key("language", article_.language);
    Key("text", article_.text);
    out_.Key("body");
    out_.Uint(offsets_.ToCodePoints(article_.body_begin));
    Array("sentences", annotated_.document.sentences,
          [this](const Sentence& sentence) { WriteSentence(sentence); });
    Array("mentions", annotated_.extraction.mentions,
          [this](const DocumentMention& mention) { WriteMention(mention); });
    Array("attributions", annotated_.extraction.attributions,
          [this](const Attribution& one) { WriteAttribution(one); });
    Array("tuples", annotated_.extraction.tuples,
          [this](const OpenTuple& tuple) { WriteTuple(tuple); });
    Array("found", annotated_.extraction.found,
          [this](const FoundFact& fact) { WriteFound(fact); });
    out_.EndObject();
  }

 private:
  bool String(std::string_view text) {
    return out_.String(text.data(),
                       static_cast<rapidjson::SizeType>(text.size()));
  }
  bool Null() { return out_.Null(); }
  void Key(const char* key, std::string_view value) {
    out_.Key(key);
    String(value);
  }
  template <typename T, typename WriteOne>
  void Array(const char* key, const std::vector<T>& values, WriteOne write) {
    out_.Key(key);
    out_.StartArray();
    for (const T& value : values) write(value);
    out_.EndArray();
  }

  void WriteRange(uint32_t begin, uint32_t end) {
    out_.Key("start");
    out_.Uint(offsets_.ToCodePoints(begin));
    out_.Key("end");
    out_.Uint(offsets_.ToCodePoints(end));
  }

  void WriteSpans(const char* key, const std::vector<Span>& spans) {
    Array(key, spans, [this](const Span& span) {
      out_.StartArray();
      out_.Uint(offsets_.ToCodePoints(span.begin));
      out_.Uint(offsets_.ToCodePoints(span.end));
      out_.EndArray();
    });
  }

  void WriteSentence(const Sentence& sentence) {
    out_.StartObject();
    WriteRange(sentence.begin, sentence.end);
    if (!sentence.id.empty()) Key("sent_id", sentence.id);
    Array("tokens", sentence.tokens, [this](const Token& token) {
      out_.StartObject();
      WriteRange(token.begin, token.end);
      Key("form", token.form);
      Key("lemma", token.lemma);
      Key("upos", token.upos);
      Key("xpos", token.xpos);
      Key("feats", token.feats);
      out_.Key("head");
      out_.Int(token.head + 1);
      Key("deprel", token.deprel);
      Key("ner", token.ner);
      out_.EndObject();
    });
    out_.EndObject();
  }

  void WriteMention(const DocumentMention& mention) {
    out_.StartObject();
    WriteRange(mention.span.begin, mention.span.end);
    Key("type", NameOf(mention.type));
    Key("form", NameOf(mention.form));
    out_.Key("cluster");
    mention.cluster < 0 ? Null() : out_.Int(mention.cluster);
    out_.EndObject();
  }

  void WriteAttribution(const Attribution& one) {
    out_.StartObject();
    WriteSpans("source", one.source);
    WriteSpans("cue", one.cue);
    WriteSpans("content", one.content);
    Key("act", one.act);
    out_.EndObject();
  }

  void WriteTuple(const OpenTuple& tuple) {
    out_.StartObject();
    out_.Key("sentence");
    out_.Uint(tuple.sentence);
    out_.Key("predicate");
    out_.StartObject();
    Key("text", tuple.predicate.text);
    WriteSpans("spans", tuple.predicate.spans);
    out_.EndObject();
    Array("args", tuple.args, [this](const OpenTuple::Part& part) {
      out_.StartObject();
      Key("role", part.role);
      Key("text", part.text);
      WriteSpans("spans", part.spans);
      out_.EndObject();
    });
    Key("polarity", NameOf(tuple.polarity));
    Key("modality", NameOf(tuple.modality));
    out_.Key("confidence");
    out_.Double(tuple.confidence / 100.0);
    out_.EndObject();
  }

  void WriteFound(const FoundFact& fact) {
    const bool relation = fact.kind == FactKind::kRelation;
    const auto place = [this](const char* key, const std::optional<Span>& at) {
      std::vector<Span> spans;
      if (at) spans.push_back(*at);
      WriteSpans(key, spans);
    };
    out_.StartObject();
    Key("kind", relation ? "relation" : "claim");
    Key(relation ? "predicate" : "act", fact.name);
    place(relation ? "subject" : "speaker", fact.first);
    place(relation ? "object" : "content", fact.second);
    out_.Key("confidence");
    out_.Double(fact.confidence / 100.0);
    out_.Key("kept");
    out_.Bool(fact.kept);
    out_.Key("signals");
    out_.StartObject();
    for (const auto& [name, value] : fact.signals) {
      out_.Key(name.c_str());
      out_.Double(value);
    }
    out_.EndObject();
    out_.EndObject();
  }

  Writer& out_;
  const Annotated& annotated_;
  const Article& article_;
  const OffsetMap offsets_;
};

}  // namespace

std::string AnnotationJson(const std::string& path,
                           const Annotated& annotated) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  AnnotationWriter(&writer, annotated).Write(path);
  std::string line(buffer.GetString(), buffer.GetSize());
  line += '\n';
  return line;
}

std::string AnnotationConllu(const std::string& path,
                             const Annotated& annotated, bool with_ranges) {
  return WriteConllu(path, annotated.extraction.facts.article.text,
                     annotated.document, {.with_ranges = with_ranges});
}

}  // namespace kg
