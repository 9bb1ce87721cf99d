package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.fogward.edge.intake.RefusalCause;

/** A {@link GatewayView} as JSON; what there is none of is left out. */
final class StatusDocument {
    private StatusDocument() {}

    static ObjectNode of(GatewayView view, Instant now) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("federation", view.federation().value())
                .put("gateway", view.gateway().value())
                .put("version", view.version())
                .put("now", now.toString());
        view.trouble().ifPresent(trouble -> document.put("trouble", trouble));
        view.certificate().ifPresent(certificate -> document.putObject("certificate")
                .put("from", certificate.from().toString())
                .put("until", certificate.until().toString()));
        view.running().ifPresent(running -> fill(document.putObject("running"), running));
        return document;
    }

    private static void fill(ObjectNode into, GatewayView.Running running) {
        into.put("coap", running.coap().toString());
        ArrayNode alarms = into.putArray("alarms");
        running.alarms().forEach(alarms::add);
        GatewayView.Link link = running.link();
        ObjectNode shown = into.putObject("link")
                .put("connected", link.connected())
                .put("since", link.since().toString());
        link.trouble().ifPresent(trouble -> shown.put("trouble", trouble));
        GatewayView.Work work = running.work();
        ObjectNode rounds = into.putObject("work")
                .put("lastRound", work.lastRound())
                .put("waiting", work.waiting())
                .put("proofs", work.proofs());
        work.outcome().ifPresent(outcome -> rounds.put("outcome", outcome));
        fill(into.putObject("intake"), running.intake());
    }

    private static void fill(ObjectNode into, GatewayView.Intake intake) {
        ArrayNode classes = into.putArray("classes");
        for (int i = 0; i < intake.classes().size(); i++) {
            classes.addObject()
                    .put("name", intake.classes().get(i))
                    .put("samples", intake.totals().perClass().get(i));
        }
        into.put("samples", intake.totals().samples())
                .put("bytes", intake.totals().bytes())
                .put("mostSamples", intake.bounds().maxSamples())
                .put("mostBytes", intake.bounds().maxBytes())
                .put("whenFull", word(intake.bounds().whenFull()))
                .put("stored", intake.stored())
                .put("repeated", intake.repeated());
        intake.bounds().maxDays().ifPresent(days -> into.put("mostDays", days));
        ObjectNode refused = into.putObject("refused");
        intake.refused().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<RefusalCause, Long>comparingByKey())
                .forEach(entry -> refused.put(word(entry.getKey()), entry.getValue()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
