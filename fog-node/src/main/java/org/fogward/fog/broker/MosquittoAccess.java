package org.fogward.fog.broker;

import java.util.List;
import java.util.stream.Stream;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.topic.Topics;

/**
 * The embedded broker's rules in the words of Eclipse Mosquitto: its access list, and what it has to be told so that the name in a
 * client's certificate is the client's user name and session. No state.
 *
 * @see <a href="https://mosquitto.org/man/mosquitto-conf-5.html">mosquitto.conf(5)</a>
 */
public final class MosquittoAccess {

    private static final String ANY = "%u";

    private MosquittoAccess() {}

    /** Who may publish and read what, as an {@code acl_file}. */
    public static String rules(FederationId federation) {
        Topics topics = new Topics(federation);
        // A name that topics take, to be put in the place of every gateway's.
        GatewayId each = new GatewayId("0");
        StringBuilder rules = new StringBuilder("# Each gateway is known by the name in its certificate.\n");
        TopicRules.publishedBy(topics, each)
                .forEach(topic ->
                        rules.append("pattern write ").append(pattern(topic)).append('\n'));
        TopicRules.readBy(topics, each).forEach(topic -> rules.append("pattern read ")
                .append(topic.equals(topics.receipt(each)) ? pattern(topic) : topic)
                .append('\n'));
        rules.append("\nuser ").append(Signer.FOG).append('\n');
        Stream.concat(TopicRules.publishedByFog(topics).stream(), Stream.of(pattern(topics.receipt(each), "+")))
                .forEach(topic -> rules.append("topic write ").append(topic).append('\n'));
        TopicRules.readByFog(topics)
                .forEach(topic -> rules.append("topic read ").append(topic).append('\n'));
        return rules.toString();
    }

    /**
     * What belongs in {@code mosquitto.conf}.
     *
     * @param lines where the files lie, as {@code <keyword> <path>}
     */
    public static String configuration(int port, List<String> lines) {
        return """
                # Fogward: gateways are known by their certificates alone.
                per_listener_settings true
                listener %d
                tls_version tlsv1.3
                require_certificate true
                use_identity_as_username true
                use_username_as_clientid true
                allow_anonymous false
                """.formatted(port) + String.join("\n", lines) + "\n";
    }

    private static String pattern(String topic) {
        return pattern(topic, ANY);
    }

    private static String pattern(String topic, String name) {
        return topic.substring(0, topic.lastIndexOf('/') + 1) + name;
    }
}
