package org.fogward.edge.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Patients, by pseudonym, and the keys of their samples. Stateless: another process may forget a patient at any time. */
final class PatientKeys {
    private final SampleKeys keys;

    PatientKeys(SampleKeys keys) {
        this.keys = keys;
    }

    /** A patient that samples are taken of. */
    record Patient(long id, SampleCipher cipher) {}

    private record Row(long id, byte @Nullable [] wrappedKey) {}

    /** Empty if the patient was forgotten for good; one that is new gets a key. */
    Optional<Patient> find(Handle handle, String pseudonym) {
        Optional<Row> row = row(handle, pseudonym);
        if (row.isPresent()) {
            return row.flatMap(known -> Optional.ofNullable(known.wrappedKey())
                    .map(wrapped -> new Patient(known.id(), keys.patient(pseudonym, wrapped))));
        }
        byte[] wrapped = keys.newPatientKey(pseudonym);
        handle.execute("INSERT INTO patient (pseudonym, wrapped_key) VALUES (?, ?)", pseudonym, wrapped);
        return Optional.of(new Patient(row(handle, pseudonym).orElseThrow().id(), keys.patient(pseudonym, wrapped)));
    }

    /** Deletes the key; what is left says that nothing is taken of the patient, unless samples may come again. */
    void forget(Handle handle, String pseudonym, boolean mayReturn) {
        if (mayReturn) {
            handle.execute("DELETE FROM patient WHERE pseudonym = ?", pseudonym);
        } else {
            handle.execute(
                    "INSERT INTO patient (pseudonym, wrapped_key) VALUES (?, NULL) ON CONFLICT (pseudonym)"
                            + " DO UPDATE SET wrapped_key = NULL",
                    pseudonym);
        }
    }

    SampleCipher cipher(String pseudonym, byte[] wrappedKey) {
        return keys.patient(pseudonym, wrappedKey);
    }

    private static Optional<Row> row(Handle handle, String pseudonym) {
        return handle.select("SELECT id, wrapped_key FROM patient WHERE pseudonym = ?", pseudonym)
                .map((row, context) -> new Row(row.getLong(1), row.getBytes(2)))
                .findOne();
    }
}
