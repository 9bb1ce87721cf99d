package org.fogward.sim.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.fogward.edge.page.GatewayPage;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.view.ViewSource;
import org.fogward.fog.view.ViewSource.Subscription;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.sim.demo.ProgressLines.Watch;
import org.fogward.sim.report.DemoReport;
import org.fogward.sim.report.ReportFile;

/** One run of the demo: starts everything, fills the gateways, waits for the rounds, reports. Used once, by one thread. */
public final class Demo {
    private static final Duration LAST_PROOFS = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Preparation preparation;
    private final int port;
    private final Optional<Path> stateFolder;
    private final ProgressLines lines;

    Demo(DemoOptions options, Preparation preparation, PrintWriter out) {
        this.preparation = preparation;
        this.port = options.port();
        this.stateFolder = options.state();
        this.lines = new ProgressLines(
                out, System.console() != null && System.console().isTerminal());
    }

    /**
     * Runs the demo.
     *
     * @param report where the report goes when the last round closes
     * @param exit whether to end then; otherwise everything stays up until the process is told to end
     * @throws IOException if a folder or a port cannot be used
     * @throws ExecutionException if a device could not hand in its share, or a round failed
     * @throws InterruptedException when the thread was interrupted
     */
    DemoReport run(Optional<Path> report, boolean exit) throws IOException, ExecutionException, InterruptedException {
        try (Ending _ = Ending.ofThisThread();
                StateFolder state = StateFolder.open(stateFolder);
                NetworkPool networks = new NetworkPool(Runtime.getRuntime().availableProcessors());
                DemoFederation federation = DemoFederation.start(preparation, port, state, networks)) {
            fill(federation);
            learn(federation);
            AuditReport audit = federation.fog().audit();
            audit.findings().forEach(finding -> lines.say("wrong: %s", finding));
            DemoReport made = new ReportMaker(preparation, federation, new SiteEvaluator(networks)).make(audit.clean());
            if (report.isPresent()) {
                ReportFile.write(made, report.get());
            }
            sumUp(made, state);
            if (!exit) {
                lines.say(
                        "Everything stays up; the page is at %s, Ctrl-C ends.",
                        made.endpoints().dashboard());
                new CountDownLatch(1).await();
            }
            return made;
        }
    }

    private void fill(DemoFederation federation) throws ExecutionException, InterruptedException {
        DemoInput input = preparation.input();
        long expected = input.shares().stream().mapToLong(List<Sample>::size).sum();
        input.evaluation()
                .map(ClassMapping::unknown)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> lines.say(
                        "--evaluate: left out, because the model does not learn them: %s", String.join(", ", names)));
        lines.say("The page is at %s", federation.fog().httpsUri());
        federation
                .fog()
                .firstAccountUri()
                .ifPresent(uri -> lines.say("Open %s to make yourself an account and look around", uri));
        GatewayPage page = federation.pages().getFirst();
        lines.say(
                "%s's own page is at %s",
                federation.fleet().names().getFirst(), page.firstAccountUri().orElse(page.uri()));
        lines.say(
                "%s: %d gateways take in %d samples over CoAP; %d samples of other groups are kept back",
                input.dataset().name(),
                input.shares().size(),
                expected,
                input.heldBack().samples().size());
        long start = System.nanoTime();
        try (Watch _ = lines.watch(() -> federation.fleet().samples() + " of " + expected + " samples have arrived")) {
            federation.fleet().handInShares();
        }
        lines.say("All has arrived after %.1f s; round 1 begins", (System.nanoTime() - start) / 1e9);
    }

    private void learn(DemoFederation federation) throws ExecutionException, InterruptedException {
        ViewSource views = federation.fog().viewSource();
        RoundLines rounds = new RoundLines(lines);
        try (Subscription _ = views.subscribe(rounds::show);
                Watch _ = lines.watch(() -> RoundLines.status(views.snapshot()))) {
            federation.fog().beginRounds();
            federation.fog().awaitFinished().get();
        }
        rounds.show(views.snapshot());
        awaitProofs(federation);
    }

    /** The last proofs are on their way when the last round is over; they belong to what the gateways received. */
    private void awaitProofs(DemoFederation federation) throws InterruptedException {
        long expected = federation.fog().viewSource().snapshot().rounds().stream()
                .mapToLong(round -> round.accepted())
                .sum();
        long giveUp = System.nanoTime() + LAST_PROOFS.toNanos();
        while (federation.fleet().proofs() < expected && System.nanoTime() < giveUp) {
            Thread.sleep(POLL);
        }
    }

    private void sumUp(DemoReport report, StateFolder state) {
        lines.say(
                "final model %s: accuracy %.4f, balanced %.4f on %d samples of groups that no gateway has",
                report.model().digest().substring(0, 16),
                report.last().scores().accuracy(),
                report.last().scores().balancedAccuracy(),
                report.last().scores().samples());
        report.last().scores().perClassRecall().forEach((name, recall) -> lines.say("  recall %.4f  %s", recall, name));
        new SiteLines(lines).show(report.last());
        report.evaluate()
                .ifPresent(scores -> lines.say(
                        "--evaluate: accuracy %.4f, balanced %.4f on %d samples",
                        scores.accuracy(), scores.balancedAccuracy(), scores.samples()));
        lines.say(
                "each gateway sent %.1f and received %.1f bits per parameter and round; ledger verified: %s",
                report.last().bitsPerParameterUp(),
                report.last().bitsPerParameterDown(),
                report.last().ledgerVerified());
        if (!state.temporary()) {
            lines.say("Everything is kept in %s", state.path());
        }
    }
}
