package org.fogward.fog.yaml;

/** A file that a person wrote cannot be used; the message starts with the field's path. */
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MOST = 120;

    /** A problem with a field. */
    public FieldException(String field, String problem) {
        super(shown(field) + ": " + problem);
    }

    /** A problem with a field, found by something below. */
    public FieldException(String field, String problem, Throwable cause) {
        super(shown(field) + ": " + problem, cause);
    }

    /** What stands where a field's name belongs may be anything, of any length. */
    private static String shown(String field) {
        String printable = field.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MOST ? printable : printable.substring(0, MOST) + "…";
    }
}
