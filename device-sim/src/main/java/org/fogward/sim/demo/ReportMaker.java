package org.fogward.sim.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.fog.FogNode;
import org.fogward.fog.GlobalModel;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.ConfusionMatrix;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.models.evaluate.SourceEvaluations;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.sim.demo.TrafficMeter.Bytes;
import org.fogward.sim.report.DemoReport;
import org.fogward.sim.report.FinalReport;
import org.fogward.sim.report.RoundReport;
import org.fogward.sim.report.Scores;
import org.fogward.sim.report.SiteReport;

/** Makes the report of a federation whose rounds are over. */
final class ReportMaker {
    private final Preparation preparation;
    private final DemoFederation federation;
    private final SiteEvaluator evaluator;

    ReportMaker(Preparation preparation, DemoFederation federation, SiteEvaluator evaluator) {
        this.preparation = preparation;
        this.federation = federation;
        this.evaluator = evaluator;
    }

    /**
     * Scores the final model and puts everything together.
     *
     * @param ledgerVerified whether the audit found nothing
     * @throws IOException if the final model cannot be read
     */
    DemoReport make(boolean ledgerVerified) throws IOException {
        FogNode fog = federation.fog();
        FederationView view = fog.viewSource().snapshot();
        GlobalModel model = fog.currentModel();
        int parameters = model.model().values().length;
        List<RoundReport> rounds = view.rounds().stream().map(this::round).toList();
        return new DemoReport(
                view.federation(),
                new DemoReport.Model(
                        view.plan().family(), parameters, model.digest().hex()),
                federation.meters().size(),
                preparation.plan().seed(),
                new DemoReport.Endpoints(
                        fog.httpsUri().toString(),
                        fog.mqttUri().toString(),
                        federation.fleet().gateways().getFirst().coapUri().toString()),
                rounds,
                last(model, rounds.size(), ledgerVerified),
                preparation
                        .input()
                        .evaluation()
                        .map(folder -> scores(evaluate(model, folder.samples()).all())));
    }

    private RoundReport round(RoundSummary round) {
        List<TrafficMeter> meters = federation.meters();
        Bytes bytes = meters.stream().map(meter -> meter.in(round.round())).reduce(Bytes.NONE, Bytes::plus);
        return new RoundReport(
                round.round(),
                round.participants(),
                round.accepted(),
                round.refused(),
                round.seconds(),
                bytes.up() / meters.size(),
                bytes.down() / meters.size(),
                round.trainLoss(),
                round.accuracy().orElseThrow(),
                round.balancedAccuracy().orElseThrow(),
                round.ledgerTransaction().orElseThrow(),
                round.merkleRoot());
    }

    private FinalReport last(GlobalModel model, int rounds, boolean ledgerVerified) {
        List<TrafficMeter> meters = federation.meters();
        Bytes total = meters.stream().map(TrafficMeter::soFar).reduce(Bytes.NONE, Bytes::plus);
        double coordinates = (double) model.model().values().length * rounds * meters.size();
        SourceEvaluations evaluations =
                evaluate(model, preparation.input().heldBack().samples());
        return new FinalReport(
                scores(evaluations.all()),
                total.up() * Byte.SIZE / coordinates,
                total.down() * Byte.SIZE / coordinates,
                ledgerVerified,
                sites(evaluations));
    }

    private SourceEvaluations evaluate(GlobalModel model, List<Sample> samples) {
        return evaluator.evaluateBySource(
                preparation.plan().training().normalization(), model.model(), samples, samples);
    }

    /** Rows without groups are sources of one sample each, and no sites. */
    private static SortedMap<String, SiteReport> sites(SourceEvaluations evaluations) {
        SortedMap<String, SiteReport> sites = new TreeMap<>();
        if (evaluations.bySource().size() < evaluations.all().confusion().samples()) {
            evaluations.bySource().forEach((source, evaluation) -> {
                SiteScore score = SiteScore.of(source, evaluation);
                sites.put(source, new SiteReport(score.accuracy(), score.samples()));
            });
        }
        return sites;
    }

    private static Scores scores(Evaluation evaluation) {
        ConfusionMatrix confusion = evaluation.confusion();
        Map<String, Double> recalls = new LinkedHashMap<>();
        List<String> classes = confusion.classes();
        for (int label = 0; label < classes.size(); label++) {
            if (confusion.support(label) > 0) {
                recalls.put(classes.get(label), confusion.recall(label));
            }
        }
        return new Scores(confusion.accuracy(), confusion.balancedAccuracy(), recalls, confusion.samples());
    }
}
