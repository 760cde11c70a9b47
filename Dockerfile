# Build: one static binary, then an image that holds nothing else.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -tags nomsgpack,timetzdata -trimpath -ldflags='-s -w' -o /out/passend ./cmd/passend \
 && mkdir -p /out/data /out/key /out/tmp \
 && cp /etc/ssl/certs/ca-certificates.crt /out/ca-certificates.crt

FROM scratch
COPY --from=build /out/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chown=65532:65532 /out/tmp /tmp
COPY --from=build --chown=65532:65532 /out/data /data
# The master key lies in a volume of its own: never back it up beside the data.
COPY --from=build --chown=65532:65532 /out/key /key
COPY --from=build /out/passend /passend
USER 65532:65532
ENV PASSEND_DATA=/data PASSEND_MASTER_KEY_FILE=/key/master.key
VOLUME ["/data", "/key"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/passend", "health"]
ENTRYPOINT ["/passend"]
CMD ["serve", "--listen", "0.0.0.0:8080"]
