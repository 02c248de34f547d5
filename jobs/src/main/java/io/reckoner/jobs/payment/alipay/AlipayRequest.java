package io.reckoner.jobs.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests to Alipay's gateway, signed by its library (RSA2). */
final class AlipayRequest {
    static final String CHARSET = "UTF-8";
    static final String RSA2 = "RSA2";

    /** Alipay's times are Chinese. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final AlipaySettings settings;

    AlipayRequest(AlipaySettings settings) {
        this.settings = settings;
    }

    /** An instant as Alipay writes it. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * The signed form of a request.
     *
     * @param more addresses to call back and to return to, by their names
     */
    String form(String method, Map<String, Object> content, Map<String, String> more, Instant at) {
        TreeMap<String, String> fields = new TreeMap<>(more);
        fields.put("app_id", settings.appId().orElseThrow());
        fields.put("method", method);
        fields.put("format", "json");
        fields.put("charset", CHARSET);
        fields.put("sign_type", RSA2);
        fields.put("timestamp", TIME.format(at));
        fields.put("version", "1.0");
        fields.put("biz_content", GatewayJson.write(content));
        try {
            fields.put(
                    "sign",
                    AlipaySignature.rsa256Sign(
                            AlipaySignature.getSignContent(fields),
                            settings.privateKey().map(Secret::reveal).orElseThrow(),
                            CHARSET));
        } catch (AlipayApiException refused) {
            throw new IllegalStateException(
                    "alipay.private-key cannot sign. Give it as PKCS#8 in base64, in one line.");
        }
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
