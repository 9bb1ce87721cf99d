package org.fogward.fuzzing;

import java.util.ArrayList;
import java.util.List;
import org.fogward.protocol.access.AccessTokenFuzz;
import org.fogward.protocol.enrolment.InvitationCodeFuzz;
import org.fogward.protocol.enrolment.KeyUriFuzz;
import org.fogward.protocol.envelope.EnvelopeFuzz;
import org.fogward.protocol.envelope.MessageFuzz;
import org.fogward.protocol.link.TopicFilterFuzz;
import org.fogward.protocol.merkle.InclusionProofFuzz;
import org.fogward.protocol.seal.SealedContentFuzz;
import org.fogward.protocol.seal.SealedMessageFuzz;
import org.fogward.protocol.seal.SealingKeyFuzz;
import org.fogward.protocol.topic.TopicsFuzz;
import org.fogward.protocol.update.UpdateCodecFuzz;
import org.fogward.protocol.update.WholeNumberFuzz;

/** All targets. */
final class Targets {
    static final List<Class<? extends FuzzTarget>> ALL = List.of(
            EnvelopeFuzz.class,
            MessageFuzz.class,
            SealedMessageFuzz.class,
            SealedContentFuzz.class,
            SealingKeyFuzz.class,
            TopicsFuzz.class,
            TopicFilterFuzz.class,
            UpdateCodecFuzz.class,
            WholeNumberFuzz.class,
            InclusionProofFuzz.class,
            InvitationCodeFuzz.class,
            KeyUriFuzz.class,
            AccessTokenFuzz.class);

    private Targets() {}

    static List<String> names() {
        List<String> names = new ArrayList<>();
        ALL.forEach(target -> names.add(name(target)));
        return names;
    }

    /** Makes the target of a name. */
    static FuzzTarget named(String name) {
        for (Class<? extends FuzzTarget> target : ALL) {
            if (name(target).equals(name)) {
                try {
                    return target.getConstructor().newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("target " + name + " cannot be made", e);
                }
            }
        }
        throw new IllegalArgumentException("target: \"" + name + "\" is not one of " + names());
    }

    private static String name(Class<? extends FuzzTarget> target) {
        return target.getSimpleName().replaceFirst("Fuzz$", "");
    }
}
