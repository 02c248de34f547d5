package io.reckoner.jobs.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the outbox and of webhooks: amounts are texts, so that no reader makes binary floating point of them. */
final class NoticeJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NoticeJson() {}

    static String write(Map<String, String> says) {
        return MAPPER.writeValueAsString(says);
    }

    /** The texts of an object, by name. */
    static Map<String, String> texts(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : MAPPER.readTree(json).properties()) {
            texts.put(property.getKey(), property.getValue().stringValue());
        }
        return texts;
    }

    /**
     * What a webhook says: type, time, and as data the account and what is for everyone. No name, no address, no words of
     * others; what there is nothing to say of is null.
     */
    static String webhook(Notice notice) {
        Map<String, @Nullable String> data = new LinkedHashMap<>();
        data.put("account", notice.account());
        for (NoticeField field : notice.kind().fields()) {
            String value = notice.says().getOrDefault(field.name(), "");
            switch (field.audience()) {
                case EVERYWHERE -> data.put(field.name(), value.isEmpty() ? null : value);
                case MAIL_ALONE -> {}
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "notice." + notice.kind().code());
        body.put("timestamp", notice.happenedAt().toString());
        body.put("data", data);
        return MAPPER.writeValueAsString(body);
    }
}
