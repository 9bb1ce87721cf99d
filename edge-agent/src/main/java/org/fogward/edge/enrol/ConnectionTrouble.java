package org.fogward.edge.enrol;

import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.fogward.edge.enrol.EnrolmentException.Remedy;

/** Why no answer came, in words that say what to do. */
final class ConnectionTrouble {
    private ConnectionTrouble() {}

    static EnrolmentException of(URI door, Throwable failure) {
        if (find(failure, CertificateNotYetValidException.class).isPresent()
                || find(failure, CertificateExpiredException.class).isPresent()) {
            return new EnrolmentException(
                    Remedy.TRY_AGAIN,
                    "by this machine's clock the certificate of " + door
                            + " is not good yet or no longer: set the clock if it is wrong, otherwise tell the fog"
                            + " node's operator",
                    failure);
        }
        if (find(failure, CertPathValidatorException.class).isPresent()
                || failure.toString().contains("PKIX path")) {
            return new EnrolmentException(
                    Remedy.LOOK_INTO_IT,
                    "the certificate of " + door
                            + " comes from another authority than the one to trust: somebody may be in between; tell the"
                            + " fog node's operator",
                    failure);
        }
        Optional<CertificateException> other = find(failure, CertificateException.class);
        if (other.isPresent()) {
            return new EnrolmentException(
                    Remedy.LOOK_INTO_IT,
                    "the certificate of " + door + " is not for that address: "
                            + other.get().getMessage(),
                    failure);
        }
        if (find(failure, SSLException.class).isPresent()) {
            return new EnrolmentException(
                    Remedy.TRY_AGAIN,
                    "no TLS connection with " + door + " came about: " + failure.getMessage(),
                    failure);
        }
        String why = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        return new EnrolmentException(
                Remedy.TRY_AGAIN,
                "no answer came from " + door + " (" + why + "): check the address and the network",
                failure);
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
