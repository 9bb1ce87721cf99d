package org.fogward.fog.follow;

import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.change.LedgerChange.AccessLogged;
import org.fogward.ledger.change.LedgerChange.CertificateAdded;
import org.fogward.ledger.change.LedgerChange.CertificateWithdrawn;
import org.fogward.ledger.change.LedgerChange.FederationOpened;
import org.fogward.ledger.change.LedgerChange.FogNodeRegistered;
import org.fogward.ledger.change.LedgerChange.GatewayRegistered;
import org.fogward.ledger.change.LedgerChange.GatewayRestored;
import org.fogward.ledger.change.LedgerChange.GatewaySuspended;
import org.fogward.ledger.change.LedgerChange.ModelApproved;
import org.fogward.ledger.change.LedgerChange.ModelProposed;
import org.fogward.ledger.change.LedgerChange.ModelReleased;
import org.fogward.ledger.change.LedgerChange.ModelRolledBack;
import org.fogward.ledger.change.LedgerChange.PrivacySpent;
import org.fogward.ledger.change.LedgerChange.RollbackVoted;
import org.fogward.ledger.change.LedgerChange.RoundAnchored;
import org.fogward.ledger.change.LedgerChange.RoundClosed;
import org.fogward.ledger.change.LedgerChange.TaskReleased;

/**
 * What a change is about, for a line in a list.
 *
 * @param federation the federation's id
 * @param text a few words, such as {@code round 3 of fog}
 */
record ChangeSubject(String federation, String text) {

    private static final int DIGITS = 12;

    static ChangeSubject of(LedgerChange.Known change) {
        return switch (change) {
            case FederationOpened it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "of " + String.join(", ", it.stored().record().organisations()));
            case FogNodeRegistered it ->
                new ChangeSubject(
                        it.stored().record().federation(), it.stored().record().fogNode());
            case TaskReleased it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "plan " + brief(it.stored().record().planDigest()) + " from round "
                                + it.stored().record().fromRound());
            case GatewayRegistered it ->
                new ChangeSubject(
                        it.stored().record().federation(), it.stored().record().gateway());
            case GatewaySuspended it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        it.stored().record().gateway() + ", "
                                + it.stored().record().reason());
            case GatewayRestored it ->
                new ChangeSubject(
                        it.stored().record().federation(), it.stored().record().gateway());
            case CertificateAdded it ->
                new ChangeSubject(
                        it.stored().record().federation(), it.stored().record().gateway());
            case CertificateWithdrawn it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        it.stored().record().gateway() + ", "
                                + it.stored().record().reason());
            case RoundAnchored it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "round " + it.stored().record().round() + " of "
                                + it.stored().record().fogNode());
            case RoundClosed it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "round " + it.stored().record().round());
            case ModelProposed it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "model of round " + it.stored().record().round());
            case ModelApproved it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "model " + brief(it.stored().record().model()));
            case ModelReleased it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "model of round " + it.stored().record().round());
            case RollbackVoted it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "from model " + brief(it.stored().record().from()) + " to "
                                + brief(it.stored().record().to()));
            case ModelRolledBack it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "from round " + it.stored().record().fromRound() + " to round "
                                + it.stored().record().toRound());
            case PrivacySpent it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        "up to round " + it.stored().record().round());
            case AccessLogged it ->
                new ChangeSubject(
                        it.stored().record().federation(),
                        it.stored().record().kind() + " "
                                + brief(it.stored().record().digest()));
        };
    }

    private static String brief(String digest) {
        return digest.substring(0, DIGITS);
    }
}
