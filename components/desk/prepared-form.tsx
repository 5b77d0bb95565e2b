'use client';
import { memo, useState } from 'react';
import { createPortal } from 'react-dom';
import { DeskEdit } from './desk-edit';
import type { DeskModel } from './desk-model';

const ROW = { id: '', name: '' };
const nothing = () => {};

/** A form that is on no page: the browser has read and run its code before a person opens the first one. */
export const PreparedForm = memo(function PreparedForm({ model }: { model: DeskModel }) {
  const [nowhere] = useState(() => document.createElement('div'));
  const form = (
    <DeskEdit
      row={ROW}
      initial={null}
      isMade={false}
      model={model}
      create={undefined}
      onSave={nothing}
      onLeave={nothing}
    />
  );
  return createPortal(form, nowhere);
});
