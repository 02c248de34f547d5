package io.reckoner.ingest.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The other opinion: Jackson 3, made strict, and asked for the two things it does not look at by itself. */
final class StrictJackson {
    enum Opinion {
        SOUND,
        REPEATED_NAME,
        NOT_JSON
    }

    private static final JsonFactory PLAIN = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonCursor.MAX_DEPTH)
                    .build())
            .build();
    private static final JsonFactory STRICT =
            PLAIN.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private StrictJackson() {}

    static Opinion of(byte[] text) {
        if (!isUtf8(text) || !reads(PLAIN, text)) {
            return Opinion.NOT_JSON;
        }
        return reads(STRICT, text) ? Opinion.SOUND : Opinion.REPEATED_NAME;
    }

    /** Jackson takes some bytes that are not UTF-8, and a mark at the beginning. */
    private static boolean isUtf8(byte[] text) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            return decoder.decode(ByteBuffer.wrap(text)).toString().indexOf('\uFEFF') != 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean reads(JsonFactory factory, byte[] text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            int values = 0;
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
                        && hasHalfPair(parser.getString())) {
                    return false;
                }
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return values == 1 && depth == 0;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean hasHalfPair(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
