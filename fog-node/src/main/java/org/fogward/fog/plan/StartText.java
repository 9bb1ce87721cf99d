package org.fogward.fog.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.GivenStart;
import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;

/**
 * The start of a plan: a name, the digest of a model, or a file of which a model is made.
 *
 * @param start what it is
 * @param firstModel what was made of the file
 */
record StartText(PlanStart start, Optional<ImportedModel> firstModel) {

    private static final String FIELD = "start";
    private static final String FILE = "file";
    private static final String MODEL = "model";
    private static final int MAX_BYTES = 1 << 28;
    private static final int MOST_LINES = 5;

    /**
     * Reads the field.
     *
     * @param spec the plan's model
     * @param folder what a file's path is relative to; empty where no file may be named, because the text is not from this machine
     */
    static StartText read(Fields plan, ModelSpec spec, long seed, Optional<Path> folder) throws FieldException {
        if (!plan.isSection(FIELD)) {
            return new StartText(new PlanStart.Made(named(plan, spec)), Optional.empty());
        }
        Fields fields = plan.section(FIELD);
        Optional<String> file = fields.optionalText(FILE);
        Optional<String> model = fields.optionalText(MODEL);
        fields.refuseUnknown();
        if (file.isPresent() == model.isPresent()) {
            throw plan.problem(FIELD, "either file or model expected");
        }
        if (model.isPresent()) {
            return new StartText(new PlanStart.Given(digest(fields, model.get())), Optional.empty());
        }
        if (folder.isEmpty()) {
            throw fields.problem(FILE, "no file can be named here; name the model by its digest, as start.model");
        }
        ImportedModel made = make(fields, folder.get(), file.orElseThrow(), spec, seed);
        ModelParameters first = made.model();
        Digest digest = Digest.of(ModelFile.encode(first.spec(), first.values()));
        return new StartText(new PlanStart.Given(digest), Optional.of(made));
    }

    private static Start named(Fields plan, ModelSpec spec) throws FieldException {
        String name = plan.optionalText(FIELD).orElseGet(() -> Start.usual(spec).text());
        try {
            return Start.parse(name);
        } catch (IllegalArgumentException e) {
            throw plan.problem("plan", String.valueOf(e.getMessage()));
        }
    }

    private static Digest digest(Fields fields, String hex) throws FieldException {
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException e) {
            throw fields.problem(MODEL, String.valueOf(e.getMessage()));
        }
    }

    private static ImportedModel make(Fields fields, Path folder, String name, ModelSpec spec, long seed)
            throws FieldException {
        try {
            return GivenStart.read(bytes(folder.resolve(name)), spec, seed);
        } catch (IOException e) {
            throw fields.problem(
                    FILE,
                    name + " cannot be read (" + e.getClass().getSimpleName()
                            + "); where the rounds have begun, start.model with the model's digest will do");
        } catch (ModelFileException | IllegalArgumentException e) {
            throw fields.problem(FILE, name + ": " + e.getMessage());
        } catch (ExchangeException e) {
            throw fields.problem(FILE, name + " does not fit the model: " + first(String.valueOf(e.getMessage())));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("is more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** A file for another network has hundreds of tensors that do not fit. */
    private static String first(String problems) {
        List<String> lines = problems.lines().toList();
        String shown = String.join("; ", lines.subList(0, Math.min(MOST_LINES, lines.size())));
        return lines.size() > MOST_LINES ? shown + "; and " + (lines.size() - MOST_LINES) + " more" : shown;
    }
}
