package org.fogward.models.data;

/** Foreign text inside an error message: short and on one line. */
final class Quoted {

    private static final int MAX_LENGTH = 60;

    private Quoted() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line) + "'";
    }
}
