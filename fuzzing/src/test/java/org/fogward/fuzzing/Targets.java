package org.fogward.fuzzing;

import java.util.ArrayList;
import java.util.List;
import org.fogward.edge.config.EdgeConfigFuzz;
import org.fogward.edge.device.DeviceIdentityFuzz;
import org.fogward.edge.device.DeviceRequestFuzz;
import org.fogward.edge.enrol.CertificateBagFuzz;
import org.fogward.edge.enrol.InvitationFuzz;
import org.fogward.edge.identity.FogSettingsFuzz;
import org.fogward.edge.identity.VaultFuzz;
import org.fogward.edge.intake.CoapDoorFuzz;
import org.fogward.edge.intake.CoapFuzz;
import org.fogward.edge.intake.EstDoorFuzz;
import org.fogward.edge.intake.PngFuzz;
import org.fogward.edge.intake.SenmlFuzz;
import org.fogward.edge.model.DeltaChainFuzz;
import org.fogward.edge.outbox.ReceiptsFuzz;
import org.fogward.edge.page.PageFormsFuzz;
import org.fogward.fog.admission.AdmissionFuzz;
import org.fogward.fog.archive.ArchiveFuzz;
import org.fogward.fog.archive.HistoryFuzz;
import org.fogward.fog.broker.PacketScanFuzz;
import org.fogward.fog.config.FogConfigFuzz;
import org.fogward.fog.enrol.BasicCredentialsFuzz;
import org.fogward.fog.enrol.CertificateRequestFuzz;
import org.fogward.fog.gate.SentFuzz;
import org.fogward.fog.openid.OpenIdFuzz;
import org.fogward.fog.plan.PlanFuzz;
import org.fogward.fog.round.StepStateFuzz;
import org.fogward.ledger.block.BlockFileFuzz;
import org.fogward.ledger.block.BlockFuzz;
import org.fogward.ledger.channel.ChannelConfigFuzz;
import org.fogward.ledger.fabric.ConnectionProfileFuzz;
import org.fogward.ledger.identity.IdentityFuzz;
import org.fogward.ledger.record.RecordFuzz;
import org.fogward.ledger.state.SnapshotFuzz;
import org.fogward.ledger.transaction.ProposalFuzz;
import org.fogward.ledger.transaction.TransactionFuzz;
import org.fogward.ledger.verify.ChainVerifierFuzz;
import org.fogward.models.data.CsvFuzz;
import org.fogward.models.data.DatasetFuzz;
import org.fogward.models.data.ImageFuzz;
import org.fogward.models.data.ImageListFuzz;
import org.fogward.models.exchange.SafetensorsFuzz;
import org.fogward.models.file.ModelFileFuzz;
import org.fogward.models.spec.ModelSpecFuzz;
import org.fogward.models.start.GivenStartFuzz;
import org.fogward.models.train.TaskFuzz;
import org.fogward.protocol.auditlog.AuditLogFuzz;
import org.fogward.protocol.enrolment.DeviceLinkFuzz;
import org.fogward.protocol.enrolment.InvitationCodeFuzz;
import org.fogward.protocol.enrolment.KeyUriFuzz;
import org.fogward.protocol.envelope.EnvelopeFuzz;
import org.fogward.protocol.envelope.MessageFuzz;
import org.fogward.protocol.link.TopicFilterFuzz;
import org.fogward.protocol.merkle.InclusionProofFuzz;
import org.fogward.protocol.people.PeopleFuzz;
import org.fogward.protocol.seal.SealedContentFuzz;
import org.fogward.protocol.seal.SealedMessageFuzz;
import org.fogward.protocol.seal.SealingKeyFuzz;
import org.fogward.protocol.topic.TopicsFuzz;
import org.fogward.protocol.update.UpdateCodecFuzz;
import org.fogward.protocol.update.WholeNumberFuzz;

/** All targets. */
final class Targets {
    static final List<Class<? extends FuzzTarget>> ALL = List.of(
            InvitationCodeFuzz.class,
            DeviceLinkFuzz.class,
            KeyUriFuzz.class,
            EnvelopeFuzz.class,
            MessageFuzz.class,
            TopicFilterFuzz.class,
            InclusionProofFuzz.class,
            SealedContentFuzz.class,
            SealedMessageFuzz.class,
            SealingKeyFuzz.class,
            TopicsFuzz.class,
            UpdateCodecFuzz.class,
            WholeNumberFuzz.class,
            CsvFuzz.class,
            DatasetFuzz.class,
            ImageFuzz.class,
            ImageListFuzz.class,
            SafetensorsFuzz.class,
            ModelFileFuzz.class,
            ModelSpecFuzz.class,
            GivenStartFuzz.class,
            TaskFuzz.class,
            BlockFileFuzz.class,
            BlockFuzz.class,
            ChannelConfigFuzz.class,
            ConnectionProfileFuzz.class,
            IdentityFuzz.class,
            RecordFuzz.class,
            SnapshotFuzz.class,
            ProposalFuzz.class,
            TransactionFuzz.class,
            ChainVerifierFuzz.class,
            EdgeConfigFuzz.class,
            CertificateBagFuzz.class,
            InvitationFuzz.class,
            FogSettingsFuzz.class,
            VaultFuzz.class,
            CoapFuzz.class,
            CoapDoorFuzz.class,
            EstDoorFuzz.class,
            DeviceIdentityFuzz.class,
            DeviceRequestFuzz.class,
            DeltaChainFuzz.class,
            ReceiptsFuzz.class,
            PageFormsFuzz.class,
            PngFuzz.class,
            SenmlFuzz.class,
            AdmissionFuzz.class,
            ArchiveFuzz.class,
            HistoryFuzz.class,
            AuditLogFuzz.class,
            FogConfigFuzz.class,
            BasicCredentialsFuzz.class,
            CertificateRequestFuzz.class,
            SentFuzz.class,
            PacketScanFuzz.class,
            OpenIdFuzz.class,
            PeopleFuzz.class,
            PlanFuzz.class,
            StepStateFuzz.class);

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
