package org.fogward.sim.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The report of a demo, written when its last round closes. Every number is finite.
 *
 * @param federation the federation's id
 * @param model the final global model
 * @param gateways how many gateways took part
 * @param seed what everything random derived from
 * @param endpoints where the demo could be reached
 * @param rounds every round, ascending
 * @param last how the final model does on the groups that were kept back, in JSON {@code final}
 * @param evaluate how it does on the folder of {@code --evaluate}; absent without one
 */
public record DemoReport(
        String federation,
        Model model,
        int gateways,
        long seed,
        Endpoints endpoints,
        List<RoundReport> rounds,
        @JsonProperty("final") FinalReport last,
        @JsonIgnore Optional<Scores> evaluate) {

    /** Copies the rounds. */
    public DemoReport {
        rounds = List.copyOf(rounds);
    }

    /**
     * A model in a few words.
     *
     * @param family the architecture, lower case
     * @param parameters how many values it has
     * @param digest SHA-256 of the model file, hex
     */
    public record Model(String family, long parameters, String digest) {}

    /**
     * Where a demo's nodes listen.
     *
     * @param dashboard the operators' page
     * @param mqtt the broker
     * @param coap the first gateway's door for devices
     */
    public record Endpoints(String dashboard, String mqtt, String coap) {}
}
