package io.edgevirt.kvm.libvirt;

import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ToNativeContext;
import com.sun.jna.ToNativeConverter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text on its way to and from C. libvirt speaks UTF-8 whatever the locale. A C string ends at its first NUL, so a
 * Java string that holds one, or that is no valid UTF-16, is refused: it would arrive as another string.
 */
final class NativeText {

    static final String UTF_8 = "UTF-8";

    private NativeText() {}

    /** The mapper of all our interfaces: every String argument is checked on its way out. */
    static DefaultTypeMapper mapper() {
        DefaultTypeMapper mapper = new DefaultTypeMapper();
        mapper.addToNativeConverter(String.class, new ToNativeConverter() {
            @Override
            public Object toNative(Object value, ToNativeContext context) {
                return checked((String) value);
            }

            @Override
            public Class<?> nativeType() {
                return String.class;
            }
        });
        return mapper;
    }

    /** The text itself, if C can hold it. */
    static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL character cannot be given to libvirt");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("text with an unpaired surrogate cannot be given to libvirt");
        }
        return text;
    }

    /** Copies a string that belongs to libvirt. */
    static String copy(@Nullable Pointer text) {
        return text == null ? "" : text.getString(0, UTF_8);
    }

    /** Copies a string that libvirt allocated for us, and frees it. */
    static String take(Pointer text) {
        try {
            return text.getString(0, UTF_8);
        } finally {
            free(text);
        }
    }

    /** Frees what libvirt allocated with malloc; nothing is done for NULL. */
    static void free(@Nullable Pointer memory) {
        if (memory != null) {
            Native.free(Pointer.nativeValue(memory));
        }
    }

    /** A secret in native memory that the caller wipes with {@link Memory#clear()} and closes. */
    static Memory secret(char[] chars) {
        byte[] bytes = encoded(chars);
        try {
            Memory memory = new Memory(bytes.length + 1L);
            memory.write(0, bytes, 0, bytes.length);
            memory.setByte(bytes.length, (byte) 0);
            return memory;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The UTF-8 bytes of a secret; the caller wipes them. The message of a refusal never shows the secret. */
    static byte[] encoded(char[] chars) {
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(chars));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a secret is not valid text");
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        for (byte b : bytes) {
            if (b == 0) {
                Arrays.fill(bytes, (byte) 0);
                throw new IllegalArgumentException("a secret holds a NUL character");
            }
        }
        return bytes;
    }
}
