package org.fogward.models.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** The labels.csv of a folder of images, which names files: none outside of the folder is read. */
public final class ImageListFuzz implements FuzzTarget {
    private final Path folder = Folders.create();

    /** Writes two images, and one outside that must not be reached. */
    public ImageListFuzz() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("in"));
        for (Path file : List.of(inside.resolve("a.png"), inside.resolve("b.png"), folder.resolve("c.png"))) {
            BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
            if (file.getParent().equals(folder)) {
                image.setRGB(0, 0, 0xffffff);
            }
            ImageIO.write(image, "png", file.toFile());
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "file,label,patient_id,source\na.png,normal,p1,north\nb.png,ill,p2,south\n",
                "file,label\n../c.png,x\n",
                "file,label\n./a.png,x\n",
                "file,label\n/a.png,x\n",
                "file,label\na.png,x\na.png,y\n");
    }

    @Override
    public void run(byte[] input) throws Exception {
        Path inside = folder.resolve("in");
        Files.write(inside.resolve("labels.csv"), input);
        try {
            for (Sample sample : ImageFolder.read(inside).samples()) {
                Promise.that(sample.values()[0] == 0, "file: outside of the folder");
            }
        } catch (DatasetException e) {
            Promise.explains(e);
            Promise.that(e.getMessage().contains(": ") && e.getMessage().indexOf('\n') < 0, "names no field");
        }
    }
}
