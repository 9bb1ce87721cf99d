package org.fogward.edge.page;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.edge.intake.RefusalCause;
import org.fogward.edge.store.StoreBounds;
import org.fogward.edge.store.StoreTotals;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * How a gateway is at one moment, as its page shows it: no sample and no patient.
 *
 * @param federation whom it learns with
 * @param gateway its name there
 * @param version of the program
 * @param certificate of an enrolled gateway
 * @param trouble why it does not run, for a person; empty while it runs, or only waits to be enrolled
 * @param running how its parts are; empty while it does not run
 */
public record GatewayView(
        FederationId federation,
        GatewayId gateway,
        String version,
        Optional<Certificate> certificate,
        Optional<String> trouble,
        Optional<Running> running) {

    /**
     * The certificate that a gateway got by enrolling.
     *
     * @param from since when it is good: about when the gateway enrolled, or renewed it
     * @param until until when
     */
    public record Certificate(Instant from, Instant until) {}

    /**
     * A gateway that runs.
     *
     * @param coap where its devices send to
     * @param link how its link to the fog node is
     * @param work what became of its updates
     * @param intake what it took in
     * @param alarms what a person has to look into, a sentence each
     */
    public record Running(URI coap, Link link, Work work, Intake intake, List<String> alarms) {
        /** Keeps its own copy of the list. */
        public Running {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * The link to the fog node.
     *
     * @param connected whether it stands
     * @param since when that began
     * @param trouble why it does not stand, for a person
     */
    public record Link(boolean connected, Instant since, Optional<String> trouble) {}

    /**
     * What became of the gateway's updates.
     *
     * @param lastRound the newest round that it made an update for, 0 before the first
     * @param outcome what the fog node's receipt says of that update, one word; empty before there is a receipt
     * @param waiting updates that wait for a receipt
     * @param proofs updates whose place in their round is proven
     */
    public record Work(long lastRound, Optional<String> outcome, int waiting, long proofs) {}

    /**
     * What came from devices.
     *
     * @param classes names of the classes
     * @param totals what is stored, per class in that order
     * @param bounds how much is kept
     * @param stored samples stored since the start
     * @param repeated samples that were stored already when they came, since the start
     * @param refused requests refused since the start, by cause
     */
    public record Intake(
            List<String> classes,
            StoreTotals totals,
            StoreBounds bounds,
            long stored,
            long repeated,
            Map<RefusalCause, Long> refused) {
        /** Keeps its own copies. */
        public Intake {
            classes = List.copyOf(classes);
            refused = Map.copyOf(refused);
        }
    }
}
