package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.act.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a sheet with bounds on depth and lengths. Numbers are kept as text, so that {@code 1e999999999} costs
 * nothing; names that repeat are kept as such, so that the model can be refused instead of the sheet.
 */
final class SheetJson {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_NAME = 1_000;
    private static final int MAX_STRING = 200_000;
    private static final int MAX_NUMBER = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private SheetJson() {}

    /**
     * The document.
     *
     * @param name of the file, for messages
     * @throws Refusal where it is no JSON, or beyond the bounds, with line and column
     */
    static SheetNode read(byte[] json, String name) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new Refusal(name + " is empty.");
            }
            SheetNode node = node(parser, name);
            if (parser.nextToken() != null) {
                throw refusal(name, parser.currentTokenLocation(), "something follows the end of the JSON document");
            }
            return node;
        } catch (JacksonException e) {
            throw refusal(name, e.getLocation(), e.getOriginalMessage());
        }
    }

    private static Refusal refusal(String name, TokenStreamLocation at, String message) {
        StringBuilder clean = new StringBuilder();
        message.codePoints().limit(200).forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return new Refusal(name + ":" + (at == null ? "" : at.getLineNr() + ":" + at.getColumnNr() + ":")
                + " the sheet cannot be read: " + clean + ". Fetch it again; nothing was changed.");
    }

    private static SheetNode node(JsonParser parser, String name) {
        JsonToken token = parser.currentToken();
        // One level before Jackson's own bound, which tells no place.
        if (parser.streamReadContext().getNestingDepth() > MAX_DEPTH) {
            throw refusal(name, parser.currentTokenLocation(), "nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (token) {
            case START_OBJECT -> fields(parser, name);
            case START_ARRAY -> items(parser, name);
            case VALUE_STRING -> new SheetNode.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new SheetNode.Digits(parser.getString());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new SheetNode.Word(parser.getString());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a value cannot begin with " + token);
        };
    }

    private static SheetNode items(JsonParser parser, String name) {
        List<SheetNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, name));
        }
        return new SheetNode.Items(items);
    }

    private static SheetNode fields(JsonParser parser, String sheet) {
        Map<String, SheetNode> fields = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.putIfAbsent(name, node(parser, sheet)) != null) {
                repeated.add(name);
            }
        }
        return new SheetNode.Fields(fields, repeated);
    }
}
