package org.fogward.ledger.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, saying so in one line, where Hyperledger Fabric's programs are missing; gets nothing. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsFabric.Condition.class)
public @interface NeedsFabric {
    /** Looks for the programs. */
    final class Condition implements ExecutionCondition {
        private static final String MISSING = "no Hyperledger Fabric here: run ledger/fabric/fetch";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                if (FabricNetwork.isInstalled()) {
                    return ConditionEvaluationResult.enabled("Hyperledger Fabric is here");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.out.println("skipped " + context.getDisplayName() + ": " + MISSING);
            return ConditionEvaluationResult.disabled(MISSING);
        }
    }
}
