package io.warpctl.crds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Generates the definitions of the custom resources from their Java types. */
final class CrdFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private CrdFiles() {}

    /** The YAML of every definition by file name. */
    static Map<String, String> generate() {
        Map<String, String> files = new TreeMap<>();
        Crds.TYPES.forEach(type -> files.put(Crds.name(type) + ".yaml", yaml(definition(type))));
        return files;
    }

    private static String yaml(CustomResourceDefinition definition) {
        try {
            // The model keeps limits as floating-point numbers.
            return YAML.writeValueAsString(definition).replaceAll("((?:min|max)imum: -?\\d+)\\.0\\b", "$1");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> type) {
        AtomicReference<CustomResourceDefinition> definition = new AtomicReference<>();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(List.<Class<? extends HasMetadata>>of(type))
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        definition.set((CustomResourceDefinition) crd);
                        return crd;
                    }
                })
                .withOutput(new Nowhere())
                .generate();
        return CrdDetails.complete(definition.get(), type);
    }

    /** The generator wants to write somewhere; we take its objects instead. */
    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
        @Override
        public OutputStream outputFor(String crdName) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public URI crdURI(String crdName) {
            return URI.create("file:///" + crdName);
        }

        @Override
        public void close() {}
    }
}
