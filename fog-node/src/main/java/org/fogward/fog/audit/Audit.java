package org.fogward.fog.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.round.FirstModel;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.StepState;
import org.fogward.fog.yaml.FieldException;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.Signer;

/**
 * Checks a federation's whole history: the ledger's chain, then every round from the first on, recomputed from the stored updates
 * with the classes that ran it. A round is right if its tree and its model have, bit for bit, the digests that the ledger holds.
 * Reads only. For one thread.
 */
public final class Audit {

    private static final int MOST_FINDINGS = 100;

    private final History history;
    private final BlobStore blobs;
    private final ChainCheck chain;
    private final boolean written;
    private final List<String> findings = new ArrayList<>();

    /**
     * An audit of one federation.
     *
     * @param blobs the updates, the plan and the first model
     * @param chain what the ledger holds
     */
    public Audit(History history, BlobStore blobs, ChainCheck chain) {
        this(history, blobs, chain, false);
    }

    private Audit(History history, BlobStore blobs, ChainCheck chain, boolean written) {
        this.history = history;
        this.blobs = blobs;
        this.chain = chain;
        this.written = written;
    }

    /** The same while the fog node runs: of the ledger it takes the rounds that the history has, which was read before. */
    public Audit whileWritten() {
        return new Audit(history, blobs, chain, true);
    }

    /** Checks everything. Whatever the files hold, there is a report. */
    public AuditReport run() {
        return run(sentence -> {});
    }

    /**
     * Checks everything.
     *
     * @param progress is told of each step
     */
    public AuditReport run(AuditProgress progress) {
        ChainReport report = chain.run(written);
        findings.addAll(report.findings());
        progress.step(report.head().height() + " blocks: hashes, signatures, endorsements and what the contract wrote "
                + (report.clean() ? "hold" : "do not all hold"));
        String federation = history.founding().federation();
        List<AnchoredRound> rounds = report.rounds().stream()
                .filter(round -> round.anchor().federation().equals(federation)
                        && round.anchor().fogNode().equals(Signer.FOG)
                        && (!written
                                || round.anchor().round() <= history.rounds().size()))
                .sorted(Comparator.comparingLong(round -> round.anchor().round()))
                .toList();
        int recomputed = plan().map(plan -> recompute(plan, rounds, progress)).orElse(0);
        return new AuditReport(
                rounds, recomputed, findings.stream().limit(MOST_FINDINGS).toList());
    }

    private Optional<Plan> plan() {
        try {
            byte[] text = blobs.read(history.founding().plan());
            Plan plan = Plan.parse(new String(text, StandardCharsets.UTF_8));
            if (plan.digest().equals(history.founding().plan())) {
                return Optional.of(plan);
            }
            findings.add("the stored plan is not in its canonical form");
        } catch (IOException | FieldException e) {
            findings.add("the plan cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private int recompute(Plan plan, List<AnchoredRound> rounds, AuditProgress progress) {
        if (history.rounds().size() != rounds.size()) {
            findings.add("the ledger holds " + rounds.size() + " rounds, the stored history "
                    + history.rounds().size());
        }
        RecomputedBlobs models = new RecomputedBlobs(blobs);
        ModelStep step = new ModelStep(plan, models);
        RoundCheck check = check(plan, step);
        Optional<GlobalModel> first = firstModel(plan);
        if (first.isEmpty()) {
            return 0;
        }
        GlobalModel base = first.get();
        StepState state = step.initialState();
        int recomputed = 0;
        for (AnchoredRound anchored : rounds) {
            long number = anchored.anchor().round();
            Optional<ModelStep.Step> next = past(number).flatMap(nextFrom(check, anchored.anchor(), base, state));
            if (next.isEmpty()) {
                findings.add("round " + number + " and those after it were not recomputed");
                return recomputed;
            }
            base = new GlobalModel(
                    models.put(next.get().modelFile()), next.get().model());
            state = next.get().state();
            requireWhole(base.digest(), "the model of round " + number);
            recomputed++;
            progress.step("round " + number + " of " + rounds.size() + ": Merkle root and model recomputed, model "
                    + base.digest());
        }
        return recomputed;
    }

    /** Models need not be stored, but one that is has to be what its name says: it is what gateways and sites are given. */
    private void requireWhole(Digest model, String which) {
        if (blobs.size(model).isEmpty()) {
            return;
        }
        try (InputStream in = blobs.open(model, 0)) {
            if (!Digest.of(in.readAllBytes()).equals(model)) {
                findings.add(which + ", as it is stored, does not hold what its name says");
            }
        } catch (IOException e) {
            findings.add(which + " cannot be read: " + e.getMessage());
        }
    }

    private static Function<PastRound, Optional<ModelStep.Step>> nextFrom(
            RoundCheck check, RoundAnchor anchor, GlobalModel base, StepState state) {
        return past -> check.check(past, anchor, base, state);
    }

    private RoundCheck check(Plan plan, ModelStep step) {
        FederationId federation = new FederationId(history.founding().federation());
        return new RoundCheck(
                federation, plan, step, new UpdateCheck(federation, plan, history.gateways(), blobs), findings);
    }

    private Optional<PastRound> past(long number) {
        Optional<PastRound> past = history.rounds().stream()
                .filter(round -> round.number() == number)
                .findFirst();
        if (past.isEmpty()) {
            findings.add("round " + number + " is on the ledger, but its updates are not stored");
        }
        return past;
    }

    private Optional<GlobalModel> firstModel(Plan plan) {
        Digest founded = history.founding().firstModel();
        requireWhole(founded, "the first model");
        try {
            GlobalModel first = FirstModel.of(plan, blobs);
            if (!first.digest().equals(founded)) {
                findings.add(
                        switch (plan.start()) {
                            case PlanStart.Made _ ->
                                "the first model is not the one that the plan's start and seed make";
                            case PlanStart.Given _ -> "the first model is not the one that the plan's start names";
                        });
            }
            return Optional.of(new GlobalModel(founded, first.parameters()));
        } catch (IOException e) {
            findings.add("the first model cannot be read, so no round was recomputed: " + e.getMessage());
            return Optional.empty();
        }
    }
}
