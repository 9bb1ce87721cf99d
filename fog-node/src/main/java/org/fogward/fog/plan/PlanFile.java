package org.fogward.fog.plan;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.models.exchange.ImportedModel;

/**
 * A plan as a person writes it. Where its {@code start} names a file, the plan holds only the digest of the model that was made of
 * it, and the model itself is here.
 *
 * @param plan what the federation does
 * @param firstModel what the plan starts from, if it names a file
 */
public record PlanFile(Plan plan, Optional<ImportedModel> firstModel) {

    /**
     * Reads a plan file, and the file that it starts from, whose path may be relative to the plan's folder.
     *
     * @throws FieldException naming the field that is missing, unknown or out of its range
     */
    public static PlanFile read(Path file) throws FieldException {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of(""));
        return PlanText.read(Fields.read(file), Optional.of(folder));
    }

    /**
     * Reads a plan from YAML, and the file that it starts from.
     *
     * @param folder what a relative path is relative to
     * @throws FieldException naming the field that is missing, unknown or out of its range
     */
    public static PlanFile parse(String yaml, Path folder) throws FieldException {
        return PlanText.read(Fields.parse(yaml), Optional.of(folder));
    }
}
