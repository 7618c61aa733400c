export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_root"];
        patch?: never;
        trace?: never;
    };
    "/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_service"];
        put?: never;
        post: operations["POST_service"];
        delete?: never;
        options?: never;
        head: operations["HEAD_service"];
        patch?: never;
        trace?: never;
    };
    "/service/storage-backends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_storage-backends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_storage-backends"];
        patch?: never;
        trace?: never;
    };
    "/service/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_profiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_profiles"];
        patch?: never;
        trace?: never;
    };
    "/service/profiles/{profileId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_profiles-profileId"];
        put?: never;
        post: operations["POST_profiles-profileId"];
        delete?: never;
        options?: never;
        head: operations["HEAD_profiles-profileId"];
        patch?: never;
        trace?: never;
    };
    "/service/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_webhooks"];
        put?: never;
        post: operations["POST_webhooks"];
        delete?: never;
        options?: never;
        head: operations["HEAD_webhooks"];
        patch?: never;
        trace?: never;
    };
    "/service/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_webhooks-webhookId"];
        put: operations["PUT_webhooks"];
        post?: never;
        delete: operations["DELETE_webhooks-webhookId"];
        options?: never;
        head: operations["HEAD_webhooks-webhookId"];
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_sources"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_sources-sourceId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_sources-sourceId"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_sources-sourceId-tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_sources-sourceId-tags"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/tags/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_sources-sourceId-tags-name"];
        put: operations["PUT_sources-sourceId-tags-name"];
        post?: never;
        delete: operations["DELETE_sources-sourceId-tags-name"];
        options?: never;
        head: operations["HEAD_sources-sourceId-tags-name"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_sources-sourceId-description"];
        put: operations["PUT_sources-sourceId-description"];
        post?: never;
        delete: operations["DELETE_sources-sourceId-description"];
        options?: never;
        head: operations["HEAD_sources-sourceId-description"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_sources-sourceId-label"];
        put: operations["PUT_sources-sourceId-label"];
        post?: never;
        delete: operations["DELETE_sources-sourceId-label"];
        options?: never;
        head: operations["HEAD_sources-sourceId-label"];
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_flows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_flows"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId"];
        put: operations["PUT_flows-flowId"];
        post?: never;
        delete: operations["DELETE_flows-flowId"];
        options?: never;
        head: operations["HEAD_flows-flowId"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_flows-flowId-tags"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/tags/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-tags-name"];
        put: operations["PUT_flows-flowId-tags-name"];
        post?: never;
        delete: operations["DELETE_flows-flowId-tags-name"];
        options?: never;
        head: operations["HEAD_flows-flowId-tags-name"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-description"];
        put: operations["PUT_flows-flowId-description"];
        post?: never;
        delete: operations["DELETE_flows-flowId-description"];
        options?: never;
        head: operations["HEAD_flows-flowId-description"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-label"];
        put: operations["PUT_flows-flowId-label"];
        post?: never;
        delete: operations["DELETE_flows-flowId-label"];
        options?: never;
        head: operations["HEAD_flows-flowId-label"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/read_only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-read-only"];
        put: operations["PUT_flows-flowId-read-only"];
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_flows-flowId-read-only"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/flow_collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-flow-collection"];
        put: operations["PUT_flows-flowId-flow-collection"];
        post?: never;
        delete: operations["DELETE_flows-flowId-flow-collection"];
        options?: never;
        head: operations["HEAD_flows-flowId-flow-collection"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/max_bit_rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-max-bit-rate"];
        put: operations["PUT_flows-flowId-max-bit-rate"];
        post?: never;
        delete: operations["DELETE_flows-flowId-max-bit-rate"];
        options?: never;
        head: operations["HEAD_flows-flowId-max-bit-rate"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/avg_bit_rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-avg-bit-rate"];
        put: operations["PUT_flows-flowId-avg-bit-rate"];
        post?: never;
        delete: operations["DELETE_flows-flowId-avg-bit-rate"];
        options?: never;
        head: operations["HEAD_flows-flowId-avg-bit-rate"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get: operations["GET_flows-flowId-segments"];
        put?: never;
        post: operations["POST_flows-flowId-segments"];
        delete: operations["DELETE_flows-flowId-segments"];
        options?: never;
        head: operations["HEAD_flows-flowId-segments"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["POST_flows-flowId-storage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/objects/{objectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_objects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_objects"];
        patch?: never;
        trace?: never;
    };
    "/objects/{objectId}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["POST_objects-instances"];
        delete: operations["DELETE_objects-instances"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flow-delete-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GET_flow-delete-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_flow-delete-requests"];
        patch?: never;
        trace?: never;
    };
    "/flow-delete-requests/{request-id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                "request-id": string;
            };
            cookie?: never;
        };
        get: operations["GET_flow-delete-requests-request-id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["HEAD_flow-delete-requests-request-id"];
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Liveness
         * @description Says that the process runs and answers; it looks at nothing behind the server.
         */
        get: operations["GET_health-live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Liveness, headers only
         * @description The headers of the GET.
         */
        head: operations["HEAD_health-live"];
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness
         * @description Checks each thing a request depends on (tables, media stores) and lists what it found.
         */
        get: operations["GET_health-ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Readiness, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_health-ready"];
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The served contract
         * @description The OpenAPI document this server validates requests against, with these extensions merged in.
         */
        get: operations["GET_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The served contract, headers only
         * @description The headers of the GET.
         */
        head: operations["HEAD_openapi"];
        patch?: never;
        trace?: never;
    };
    "/media/{storageId}/{key}": {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: never;
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        /**
         * Bytes of a Media Object
         * @description Reads bytes from the local disk store, whole or one range, by signed URL or with API credentials.
         */
        get: operations["GET_media"];
        /**
         * Write the bytes of a Media Object
         * @description Writes bytes to the local disk store under a key that a storage request handed out.
         */
        put: operations["PUT_media"];
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Bytes of a Media Object, headers only
         * @description The headers of the GET; a URL signed for reading works for both.
         */
        head: operations["HEAD_media"];
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "flows/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "flows/created";
                        event: {
                            flow: components["schemas"]["flow-get"];
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "flows/updated";
                        event: {
                            flow: components["schemas"]["flow-get"];
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "flows/deleted";
                        event: {
                            flow_id: components["schemas"]["uuid"];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/segments_added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "flows/segments_added";
                        event: {
                            flow_id: components["schemas"]["uuid"];
                            segments: components["schemas"]["flow-segment"][];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/segments_deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "flows/segments_deleted";
                        event: {
                            flow_id: components["schemas"]["uuid"];
                            timerange: components["schemas"]["timerange"];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "sources/created";
                        event: {
                            source: components["schemas"]["source"];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "sources/updated";
                        event: {
                            source: components["schemas"]["source"];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        event_timestamp: string;
                        /** @constant */
                        event_type: "sources/deleted";
                        event: {
                            source_id: components["schemas"]["uuid"];
                        };
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** Collection Item */
        "collection-item": {
            id: components["schemas"]["uuid"];
            role?: string;
        };
        /** Container Mapping */
        "container-mapping": {
            track_index?: number;
            format_track_index?: number;
            audio_track?: {
                channel_numbers?: number[];
                channel_range?: string;
            };
            mp2ts_container?: {
                pid?: number;
            };
            mxf_container?: {
                package_uid?: string;
                track_id?: number;
            };
            isobmff_container?: {
                track_id?: number;
            };
        };
        /**
         * Content Format
         * Format: uri
         * @enum {string}
         */
        "content-format": "urn:x-nmos:format:video" | "urn:x-tam:format:image" | "urn:x-nmos:format:audio" | "urn:x-nmos:format:data" | "urn:x-nmos:format:multi";
        /** Deletion Request */
        "deletion-request": {
            id: components["schemas"]["uuid"];
            flow_id: components["schemas"]["uuid"];
            timerange_to_delete: components["schemas"]["timerange"];
            timerange_remaining?: components["schemas"]["timerange"];
            delete_flow: boolean;
            /** Format: date-time */
            created?: string;
            created_by?: string;
            /** Format: date-time */
            updated?: string;
            /** Format: date-time */
            expiry?: string;
            /** @enum {string} */
            status: "created" | "started" | "done" | "error";
            error?: components["schemas"]["error"];
        };
        /** Error status metadata */
        error: {
            type: string;
            summary: string;
            traceback?: string[];
            /** Format: date-time */
            time: string;
        };
        /** Event Stream Mechanism */
        "event-stream-common": {
            name: string;
            docs?: string;
            config?: Record<string, unknown>;
        };
        /** Audio Flow */
        "flow-audio": components["schemas"]["flow-technical"] & {
            /** @enum {string} */
            format: "urn:x-nmos:format:audio";
            /** Audio Flow Essence Parameters */
            essence_parameters: {
                sample_rate: number;
                channels: number;
                bit_depth?: number;
                /** Audio Codec Parameters */
                codec_parameters?: {
                    coded_frame_size?: number;
                    mp4_oti?: number;
                };
                /** Uncompressed Audio Parameters */
                unc_parameters?: {
                    /** @enum {string} */
                    unc_type: "interleaved" | "planar" | "pairs";
                };
                init_segments?: boolean;
            };
        };
        /** Flow Collection */
        "flow-collection": (components["schemas"]["collection-item"] & {
            container_mapping?: components["schemas"]["container-mapping"];
        })[];
        /** Flow Common */
        "flow-common": {
            id: components["schemas"]["uuid"];
            source_id: components["schemas"]["uuid"];
            label?: string;
            description?: string;
            created_by?: string;
            updated_by?: string;
            tags?: components["schemas"]["tags"];
            metadata_version?: string;
            generation?: number;
            /** Format: date-time */
            created?: string;
            /** Format: date-time */
            metadata_updated?: string;
            /** Format: date-time */
            segments_updated?: string;
            status?: components["schemas"]["flow-status"];
            read_only?: boolean;
            max_bit_rate?: number;
            timerange?: components["schemas"]["timerange"];
            flow_collection?: components["schemas"]["flow-collection"];
            collected_by?: components["schemas"]["uuid"][];
        };
        /** Data Flow */
        "flow-data": components["schemas"]["flow-technical"] & {
            /** @enum {string} */
            format: "urn:x-nmos:format:data";
            /** Data Flow Essence Parameters */
            essence_parameters: {
                data_type?: string;
                init_segments?: boolean;
            };
        };
        /** Flow */
        "flow-get": {
            profile_id?: components["schemas"]["uuid"];
        } & (components["schemas"]["flow-common"] & (components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"] | components["schemas"]["flow-multi"]));
        /** Image Flow */
        "flow-image": components["schemas"]["flow-technical"] & {
            /** @enum {string} */
            format: "urn:x-tam:format:image";
            /** Image Flow Essence Parameters */
            essence_parameters: {
                frame_width: number;
                frame_height: number;
                aspect_ratio?: {
                    numerator: number;
                    denominator: number;
                };
            };
        };
        /** Multi-essence Flow */
        "flow-multi": components["schemas"]["flow-technical"] & {
            /** @enum {string} */
            format: "urn:x-nmos:format:multi";
            /** Multi Flow Essence Parameters */
            essence_parameters?: {
                init_segments?: boolean;
            };
        };
        /** Flow */
        "flow-put": components["schemas"]["flow-common"] & ({
            profile_id: components["schemas"]["uuid"];
        } | components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"] | components["schemas"]["flow-multi"]);
        /** Flow Segment */
        "flow-segment": {
            object_id: string;
            ts_offset?: components["schemas"]["timestamp"];
            timerange: components["schemas"]["timerange"];
            last_duration?: components["schemas"]["timestamp"];
            object_timerange?: components["schemas"]["timerange"];
            /** @deprecated */
            sample_offset?: number;
            /** @deprecated */
            sample_count?: number;
            /** Initialisation Object */
            init_object?: {
                object_id: string;
            } & components["schemas"]["object-core"];
        } & components["schemas"]["object-media-core"];
        /** Failed Segments */
        "flow-segment-bulk-failure": {
            failed_segments: {
                object_id: string;
                timerange?: components["schemas"]["timerange"];
                error?: components["schemas"]["error"];
            }[];
        };
        /** Flow Segment Post */
        "flow-segment-post": {
            object_id: string;
            init_object_id?: string;
            ts_offset?: components["schemas"]["timestamp"];
            timerange: components["schemas"]["timerange"];
            object_timerange?: components["schemas"]["timerange"];
            last_duration?: components["schemas"]["timestamp"];
            /** @deprecated */
            sample_offset?: number;
            /** @deprecated */
            sample_count?: number;
            get_urls?: {
                url: string;
                label: string;
            }[];
            key_frame_count?: number;
        };
        /**
         * Flow Status
         * @enum {string}
         */
        "flow-status": "awaiting_content" | "ingesting" | "replication_in_progress" | "closed_complete";
        /** Media Bucket Object Store */
        "flow-storage": {
            media_objects?: {
                object_id: string;
                put_url: components["schemas"]["http-request"];
                presigned?: boolean;
            }[];
        };
        /** Flow Storage Post */
        "flow-storage-post": {
            limit?: number;
            object_ids?: string[];
            storage_id?: components["schemas"]["uuid"];
            content_type?: components["schemas"]["mime-type"];
            presigned?: boolean;
        };
        /** Flow Technical */
        "flow-technical": {
            codec?: string;
            container?: string;
            avg_bit_rate?: number;
            segment_duration?: {
                numerator: number;
                /** @default 1 */
                denominator: number;
            };
            container_mapping?: components["schemas"]["container-mapping"];
        };
        /** Video Flow */
        "flow-video": components["schemas"]["flow-technical"] & {
            /** @enum {string} */
            format: "urn:x-nmos:format:video";
            /** Video Flow Essence Parameters */
            essence_parameters: {
                frame_width: number;
                frame_height: number;
                bit_depth?: number;
                /** @enum {string} */
                interlace_mode?: "progressive" | "interlaced_tff" | "interlaced_bff" | "interlaced_psf";
                /** @enum {string} */
                colorspace?: "BT601" | "BT709" | "BT2020" | "BT2100";
                /** @enum {string} */
                transfer_characteristic?: "SDR" | "HLG" | "PQ";
                aspect_ratio?: {
                    numerator: number;
                    denominator: number;
                };
                pixel_aspect_ratio?: {
                    numerator: number;
                    denominator: number;
                };
                /** @enum {string} */
                component_type?: "YCbCr" | "RGB";
                horiz_chroma_subs?: number;
                vert_chroma_subs?: number;
                /** Uncompressed Video Parameters */
                unc_parameters?: {
                    /** @enum {string} */
                    unc_type: "planar" | "YUYV" | "UYVY" | "AYUV" | "v210" | "v216" | "RGB" | "RGBx" | "xRGB" | "BGRx" | "xBGR" | "RGBA" | "ARGB" | "BGRA" | "ABGR" | "alpha";
                };
                /** AVC Codec Parameters */
                avc_parameters?: {
                    profile: number;
                    level: number;
                    flags: number;
                };
                /** Fixed Frame Rate */
                frame_rate?: {
                    numerator: number;
                    /** @default 1 */
                    denominator?: number;
                };
                /** @default false */
                vfr?: boolean;
                init_segments?: boolean;
            };
        };
        /** HTTP Request */
        "http-request": {
            url: string;
            body?: string;
            "content-type"?: string;
            /** @description Additional headers that should be included */
            headers?: {
                [key: string]: string;
            };
        } & {
            [key: string]: unknown;
        };
        /** MIME Type */
        "mime-type": string;
        /** Object */
        object: {
            id: string;
            referenced_by_flows: components["schemas"]["uuid"][];
            first_referenced_by_flow?: components["schemas"]["uuid"];
            timerange?: components["schemas"]["timerange"];
            /** Initialisation Object */
            init_object?: {
                id: string;
            } & components["schemas"]["object-core"];
        } & components["schemas"]["object-media-core"];
        /** Object */
        "object-core": {
            get_urls?: (components["schemas"]["storage-backend"] & {
                storage_id?: components["schemas"]["uuid"];
                url: string;
                presigned?: boolean;
                label?: string;
                controlled?: boolean;
            })[];
        };
        /** Object */
        "object-media-core": {
            key_frame_count?: number;
        } & components["schemas"]["object-core"];
        /** Object registration */
        "objects-instances-post": {
            storage_id: components["schemas"]["uuid"];
        } | {
            url: string;
            label: string;
        };
        /** Profile */
        profile: {
            id: components["schemas"]["uuid"];
            label?: string;
            description?: string;
            created_by?: string;
            /** Format: date-time */
            created?: string;
            tags?: components["schemas"]["tags"];
            flow_metadata: components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"];
        };
        /** Service */
        service: {
            name?: string;
            description?: string;
            type: string;
            api_version: string;
            service_version?: string;
            event_stream_mechanisms?: components["schemas"]["event-stream-common"][];
            min_object_timeout: components["schemas"]["timestamp"];
            min_presigned_url_timeout?: components["schemas"]["timestamp"];
        };
        /** Update Service Info */
        "service-post": {
            name?: string;
            description?: string;
        };
        /** Source */
        source: {
            id: components["schemas"]["uuid"];
            format: components["schemas"]["content-format"];
            label?: string;
            description?: string;
            created_by?: string;
            updated_by?: string;
            /** Format: date-time */
            created?: string;
            /** Format: date-time */
            updated?: string;
            tags?: components["schemas"]["tags"];
            source_collection?: components["schemas"]["collection-item"][];
            collected_by?: components["schemas"]["uuid"][];
        };
        /** Storage Backend */
        "storage-backend": {
            /** @enum {string} */
            store_type?: "http_object_store";
            provider?: string;
            region?: string;
            availability_zone?: string;
            store_product?: string;
            tags?: components["schemas"]["tags"];
        };
        /** Storage Backends List */
        "storage-backends-list": (components["schemas"]["storage-backend"] & unknown & {
            id?: components["schemas"]["uuid"];
            label?: string;
            default_storage?: boolean;
        })[];
        /** Tags */
        tags: {
            [key: string]: string | string[];
        };
        /** TimeRange */
        timerange: string;
        /** Timestamp */
        timestamp: string;
        /** Query String GET URL Label list */
        "url-label-list": string;
        /** Query String Tag value list */
        "url-tag-list": string;
        /** UUID */
        uuid: string;
        /** Query String UUID list */
        "uuid-list": string;
        /** Query String UUID list (optionally empty) */
        "uuid-list-empty": string;
        /** Register Webhook */
        webhook: {
            url: string;
            api_key_name?: string;
            events: ("flows/created" | "flows/updated" | "flows/deleted" | "flows/segments_added" | "flows/segments_deleted" | "sources/created" | "sources/updated" | "sources/deleted")[];
            flow_ids?: components["schemas"]["uuid"][];
            source_ids?: components["schemas"]["uuid"][];
            flow_collected_by_ids?: components["schemas"]["uuid"][];
            source_collected_by_ids?: components["schemas"]["uuid"][];
            accept_get_urls?: string[];
            accept_storage_ids?: components["schemas"]["uuid"][];
            presigned?: boolean;
            verbose_storage?: boolean;
            include_object_timerange?: boolean;
            tags?: components["schemas"]["tags"];
        };
        /** Webhook Detail */
        "webhook-get": components["schemas"]["webhook-with-id"] & {
            error?: components["schemas"]["error"];
            /** @enum {string} */
            status: "created" | "started" | "disabled" | "error";
        };
        /** Register Webhook */
        "webhook-post": components["schemas"]["webhook"] & {
            api_key_value?: string;
            /** @enum {string} */
            status?: "created" | "disabled";
        };
        /** Modify Webhook */
        "webhook-put": components["schemas"]["webhook-with-id"] & {
            api_key_value?: string;
            /** @enum {string} */
            status: "created" | "disabled";
        };
        /** Webhook Details */
        "webhook-with-id": components["schemas"]["webhook"] & {
            id: components["schemas"]["uuid"];
        };
        /**
         * Liveness
         * @description What a live process answers.
         */
        "health-live": {
            /**
             * @description Always `ok`.
             * @constant
             */
            status: "ok";
        };
        /**
         * Readiness
         * @description The result of every readiness check.
         */
        "health-ready": {
            /**
             * @description `ok` when every check passed, else `unavailable`.
             * @enum {string}
             */
            status: "ok" | "unavailable";
            /** @description One entry for each thing checked, in a fixed order. */
            checks: {
                /** @description What was checked, for example `tables`. */
                name: string;
                /** @description Whether the check passed. */
                ok: boolean;
                /** @description Why it failed, in one sentence; absent when it passed. */
                detail?: string;
            }[];
        };
        /**
         * OpenAPI document
         * @description An OpenAPI 3.1 document.
         */
        "openapi-document": Record<string, unknown>;
    };
    responses: {
        trait_resource_listing_head_200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": string;
            };
        };
        trait_resource_info_head_200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": string;
            };
        };
        trait_resource_info_head_400: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        trait_resource_info_head_404: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        trait_paged_limit: number;
        trait_resource_paged_key: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GET_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    HEAD_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service"];
                };
            };
        };
    };
    POST_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service-post"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_storage-backends": {
        parameters: {
            query?: {
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                reverse_order?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["storage-backends-list"];
                };
            };
        };
    };
    "HEAD_storage-backends": {
        parameters: {
            query?: {
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                reverse_order?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_profiles: {
        parameters: {
            query?: {
                format?: components["schemas"]["content-format"];
                codec?: components["schemas"]["mime-type"];
                label?: string;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"][];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_profiles: {
        parameters: {
            query?: {
                format?: "urn:x-nmos:format:video" | "urn:x-tam:format:image" | "urn:x-nmos:format:audio" | "urn:x-nmos:format:data";
                codec?: components["schemas"]["mime-type"];
                label?: string;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["profile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_webhooks: {
        parameters: {
            query?: {
                reverse_order?: boolean;
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"][];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    POST_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook-post"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_webhooks: {
        parameters: {
            query?: {
                reverse_order?: boolean;
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PUT_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook-put"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_sources: {
        parameters: {
            query?: {
                label?: string;
                reverse_order?: boolean;
                sort_by?: "created" | "updated" | "label";
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                format?: components["schemas"]["content-format"];
                collected_by_ids?: components["schemas"]["uuid-list-empty"];
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["source"][];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_sources: {
        parameters: {
            query?: {
                label?: string;
                reverse_order?: boolean;
                sort_by?: "created" | "updated" | "label";
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                format?: components["schemas"]["content-format"];
                collected_by_ids?: components["schemas"]["uuid-list-empty"];
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["source"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tags"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | string[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string | string[];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_flows: {
        parameters: {
            query?: {
                source_id?: components["schemas"]["uuid"];
                timerange?: components["schemas"]["timerange"];
                format?: components["schemas"]["content-format"];
                codec?: components["schemas"]["mime-type"];
                profile_id?: components["schemas"]["uuid"];
                label?: string;
                reverse_order?: boolean;
                sort_by?: "created" | "metadata_updated" | "label";
                status?: components["schemas"]["flow-status"];
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                frame_width?: number;
                frame_height?: number;
                init_segments?: boolean;
                collected_by_ids?: components["schemas"]["uuid-list-empty"];
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"][];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_flows: {
        parameters: {
            query?: {
                source_id?: components["schemas"]["uuid"];
                timerange?: components["schemas"]["timerange"];
                format?: components["schemas"]["content-format"];
                codec?: components["schemas"]["mime-type"];
                profile_id?: components["schemas"]["uuid"];
                label?: string;
                reverse_order?: boolean;
                sort_by?: "created" | "metadata_updated" | "label";
                status?: components["schemas"]["flow-status"];
                "tag.{name}"?: components["schemas"]["url-tag-list"];
                "tag_exists.{name}"?: boolean;
                frame_width?: number;
                frame_height?: number;
                init_segments?: boolean;
                collected_by_ids?: components["schemas"]["uuid-list-empty"];
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId": {
        parameters: {
            query?: {
                include_timerange?: boolean;
                timerange?: components["schemas"]["timerange"];
            };
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-put"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId": {
        parameters: {
            query?: {
                include_timerange?: boolean;
                timerange?: components["schemas"]["timerange"];
            };
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tags"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | string[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string | string[];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": boolean;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": boolean;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-collection"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-collection"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": number;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": number;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-segments": {
        parameters: {
            query?: {
                object_id?: string;
                timerange?: components["schemas"]["timerange"];
                reverse_order?: boolean;
                verbose_storage?: boolean;
                accept_get_urls?: components["schemas"]["url-label-list"];
                accept_storage_ids?: components["schemas"]["uuid-list"];
                presigned?: boolean;
                "storage_backend_tag.{name}"?: string;
                "storage_backend_tag_exists.{name}"?: boolean;
                include_object_timerange?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Timerange"?: components["schemas"]["timerange"];
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-segment"][];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_flows-flowId-segments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-segment-post"] | components["schemas"]["flow-segment-post"][];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-segment-bulk-failure"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-segments": {
        parameters: {
            query?: {
                timerange?: components["schemas"]["timerange"];
                object_id?: string;
            };
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-segments": {
        parameters: {
            query?: {
                object_id?: string;
                timerange?: components["schemas"]["timerange"];
                reverse_order?: boolean;
                verbose_storage?: boolean;
                accept_get_urls?: components["schemas"]["url-label-list"];
                accept_storage_ids?: components["schemas"]["uuid-list"];
                presigned?: boolean;
                "storage_backend_tag.{name}"?: string;
                "storage_backend_tag_exists.{name}"?: boolean;
                include_object_timerange?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Timerange"?: components["schemas"]["timerange"];
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_flows-flowId-storage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flowId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["flow-storage-post"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-storage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_objects: {
        parameters: {
            query?: {
                verbose_storage?: boolean;
                accept_get_urls?: components["schemas"]["url-label-list"];
                accept_storage_ids?: string;
                presigned?: boolean;
                "flow_tag.{name}"?: string;
                "flow_tag_exists.{name}"?: boolean;
                "storage_backend_tag.{name}"?: string;
                "storage_backend_tag_exists.{name}"?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                objectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["object"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_objects: {
        parameters: {
            query?: {
                verbose_storage?: boolean;
                accept_get_urls?: components["schemas"]["url-label-list"];
                accept_storage_ids?: string;
                presigned?: boolean;
                "flow_tag.{name}"?: string;
                "flow_tag_exists.{name}"?: boolean;
                "storage_backend_tag.{name}"?: string;
                "storage_backend_tag_exists.{name}"?: boolean;
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                objectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_objects-instances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                objectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["objects-instances-post"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_objects-instances": {
        parameters: {
            query?: {
                storage_id?: string;
                label?: string;
            };
            header?: never;
            path: {
                objectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flow-delete-requests": {
        parameters: {
            query?: {
                reverse_order?: boolean;
                sort_by?: "created" | "expiry";
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    Link?: string;
                    "X-Paging-Limit"?: number;
                    "X-Paging-Count"?: number;
                    "X-Paging-Reverse-Order"?: boolean;
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"][];
                };
            };
        };
    };
    "HEAD_flow-delete-requests": {
        parameters: {
            query?: {
                reverse_order?: boolean;
                sort_by?: "created" | "expiry";
                page?: components["parameters"]["trait_resource_paged_key"];
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flow-delete-requests-request-id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                "request-id": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flow-delete-requests-request-id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                "request-id": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_health-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-live"];
                };
            };
        };
    };
    "HEAD_health-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_health-ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every check passed, and requests can be served. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-ready"];
                };
            };
            /** @description At least one check failed; send no traffic here until it passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-ready"];
                };
            };
        };
    };
    "HEAD_health-ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every check passed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description At least one check failed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One OpenAPI 3.1 document, with every reference resolvable inside it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["openapi-document"];
                };
            };
        };
    };
    HEAD_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract can be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description One byte range as in RFC 9110, for example `bytes=0-1023`; absent reads everything. */
                range?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All the bytes, with the media type they were written with. */
            200: {
                headers: {
                    /** @description The number of bytes in the body (of a HEAD, the number a GET would send). */
                    "Content-Length"?: number;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description A strong validator; it changes when the bytes do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The bytes of the range. */
            206: {
                headers: {
                    /** @description The number of bytes in the range. */
                    "Content-Length"?: number;
                    /** @description The range sent and the full size, for example `bytes 0-1023/4096`. */
                    "Content-Range"?: string;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description The validator of the whole, not of the range. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description No such Storage Backend, or nothing has been written under this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The range starts past the end of the bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    PUT_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description MD5 of the body in base64 (RFC 1864); the write is refused when it does not match. */
                "content-md5"?: string;
                /** @description SHA-256 of the body in base64; the write is refused when it does not match. */
                "x-amz-checksum-sha256"?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        /** @description The bytes, in any media type. */
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description The bytes are stored durably. */
            200: {
                headers: {
                    /** @description A strong validator of the stored bytes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description No such Storage Backend, or the key was never handed out. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Bytes are already stored under this key, or another write of it is under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The body is larger than the store accepts. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    HEAD_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description One byte range as in RFC 9110, for example `bytes=0-1023`; absent reads everything. */
                range?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes exist. */
            200: {
                headers: {
                    /** @description The number of bytes in the body (of a HEAD, the number a GET would send). */
                    "Content-Length"?: number;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description A strong validator; it changes when the bytes do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range can be read. */
            206: {
                headers: {
                    /** @description The number of bytes in the range. */
                    "Content-Length"?: number;
                    /** @description The range sent and the full size, for example `bytes 0-1023/4096`. */
                    "Content-Range"?: string;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description The validator of the whole, not of the range. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Storage Backend, or nothing has been written under this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range starts past the end of the bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
